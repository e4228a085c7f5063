package io.jupyterflow.core.schedule;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Distances from Greenwich as people write them, and the letters that some clocks go by.
final class ZoneOffsets {

  /// Letters that are the name of no zone, and where most people who write them are.
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("KST", "Asia/Seoul"),
          Map.entry("JST", "Asia/Tokyo"),
          Map.entry("CST", "America/Chicago (or Asia/Shanghai)"),
          Map.entry("CDT", "America/Chicago"),
          Map.entry("EDT", "America/New_York"),
          Map.entry("MDT", "America/Denver"),
          Map.entry("PST", "America/Los_Angeles"),
          Map.entry("PDT", "America/Los_Angeles"),
          Map.entry("CEST", "Europe/Berlin"),
          Map.entry("BST", "Europe/London"),
          Map.entry("IST", "Asia/Kolkata"),
          Map.entry("SGT", "Asia/Singapore"),
          Map.entry("HKT", "Asia/Hong_Kong"),
          Map.entry("AEST", "Australia/Sydney"));

  private ZoneOffsets() {}

  /// The place of such letters, or empty.
  static String place(String letters) {
    return PLACES.getOrDefault(letters.toUpperCase(Locale.ROOT), "");
  }

  /// The minutes east of Greenwich of `+09:00`, `+9`, `UTC+9`, `GMT-3`, `+0530`, `Z`; null where it
  /// is none.
  static @Nullable Integer iso(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.equals("Z")) {
      return 0;
    }
    String rest = upper;
    for (String before : new String[] {"UTC", "GMT", "UT"}) {
      if (upper.startsWith(before)) {
        rest = upper.substring(before.length());
        break;
      }
    }
    if (rest.length() < 2 || (rest.charAt(0) != '+' && rest.charAt(0) != '-')) {
      return null;
    }
    Integer minutes = minutes(rest.substring(1));
    return minutes == null ? null : rest.charAt(0) == '-' ? -minutes : minutes;
  }

  /// Of `9`, `09`, `9:30`, `0930`; null where it is none.
  static @Nullable Integer minutes(String text) {
    int colon = text.indexOf(':');
    boolean isTogether = colon < 0 && text.length() == 4;
    int cut = isTogether ? 2 : colon < 0 ? text.length() : colon;
    int hours = CronField.number(text.substring(0, cut));
    int minutes =
        isTogether || colon >= 0 ? CronField.number(text.substring(colon < 0 ? cut : cut + 1)) : 0;
    return cut > 2 || hours < 0 || hours > 24 || minutes < 0 || minutes > 59
        ? null
        : hours * 60 + minutes;
  }

  /// `+09:00`
  static String text(int minutes) {
    int distance = Math.abs(minutes);
    return "%s%02d:%02d".formatted(minutes < 0 ? "-" : "+", distance / 60, distance % 60);
  }
}
