package io.jupyterflow.core.schedule;

import org.jspecify.annotations.Nullable;

/// A zone that describes itself, as POSIX has it for `TZ`: `KST-9`, `<+09>-9`,
/// `EST5EDT,M3.2.0,M11.1.0`.
///
/// @param minutes east of Greenwich in winter
/// @param hasSummer whether clocks go otherwise in summer
record PosixZone(int minutes, boolean hasSummer) {

  /// Reads one.
  ///
  /// @return null where the text is none
  static @Nullable PosixZone read(String text) {
    int name = nameEnd(text);
    if (name < 0) {
      return null;
    }
    int end = name;
    while (end < text.length() && "+-:0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    String offset = text.substring(name, end);
    boolean isEast = offset.startsWith("-");
    Integer west =
        ZoneOffsets.minutes(isEast || offset.startsWith("+") ? offset.substring(1) : offset);
    if (offset.isEmpty() || west == null) {
      return null;
    }
    int minutes = isEast ? west : -west;
    if (end == text.length()) {
      return new PosixZone(minutes, false);
    }
    return nameEnd(text.substring(end)) < 0 ? null : new PosixZone(minutes, true);
  }

  /// Whether it lies east, or in Greenwich: a minus means nothing else there.
  boolean isEast() {
    return minutes >= 0;
  }

  /// The end of three or more letters, or of what is in `<>`; -1 where there is none.
  private static int nameEnd(String text) {
    if (text.startsWith("<")) {
      int close = text.indexOf('>');
      return close < 4 ? -1 : close + 1;
    }
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end < 3 ? -1 : end;
  }
}
