package io.jupyterflow.core.schedule;

import java.util.List;
import java.util.Locale;

/// The five fields of a schedule, in their order.
enum CronField {
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DAY("day of the month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december")),
  /// Sunday is 0, and 7.
  WEEKDAY(
      "day of the week",
      0,
      7,
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"));

  private final String title;
  private final int least;
  private final int most;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> words;

  CronField(String title, int least, int most, List<String> words) {
    this.title = title;
    this.least = least;
    this.most = most;
    this.words = words;
  }

  /// As messages call it.
  String title() {
    return title;
  }

  int least() {
    return least;
  }

  int most() {
    return most;
  }

  /// Whether it is one of the two that say on which day.
  boolean isDay() {
    return this == DAY || this == WEEKDAY;
  }

  /// The value of a number, or of a name of which three letters suffice; -1 for all else.
  int value(String text) {
    if (text.length() >= 3) {
      String wanted = text.toLowerCase(Locale.ROOT);
      for (int i = 0; i < words.size(); i++) {
        if (words.get(i).startsWith(wanted)) {
          return least + i;
        }
      }
    }
    int value = number(text);
    return value >= least && value <= most ? value : -1;
  }

  /// A number of up to four digits, or -1.
  static int number(String text) {
    if (text.isEmpty() || text.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }
}
