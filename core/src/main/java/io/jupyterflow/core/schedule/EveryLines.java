package io.jupyterflow.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A steady distance as lines of a crontab: for what goes into a day without a rest, and a week.
final class EveryLines {

  /// What is shorter can be left to a cluster's own counting: Argo begins it again every 20
  /// minutes.
  private static final Duration COUNTED = Duration.ofMinutes(20);

  private static final int DAY = 24 * 60;
  private static final int HOUR = 60;
  private static final Duration WEEK = Duration.ofDays(7);

  private EveryLines() {}

  /// Whether a cluster can keep this distance.
  static boolean fits(Duration period) {
    return period.compareTo(COUNTED) < 0 || fitsClock(period);
  }

  /// Whether it is the same times of every day, or of every week.
  static boolean fitsClock(Duration period) {
    return period.equals(WEEK)
        || (period.toSecondsPart() == 0
            && period.toMinutes() <= DAY
            && DAY % period.toMinutes() == 0);
  }

  /// What to write for one that doesn't fit: the nearest that do.
  static String hint(Duration period) {
    if (period.toMinutes() > DAY) {
      return period.toMinutes() % DAY == 0
          ? "write @every 1d or @every 7d, or name the days: \"0 3 */"
              + Math.min(31, period.toDays())
              + " * *\" counts from the first of each month"
          : "write @every 1d or @every 7d, or name the days and hours: \"0 3 * * 1,4\"";
    }
    long shorter = period.toMinutes();
    while (DAY % shorter != 0) {
      shorter--;
    }
    long longer = period.toMinutes() + 1;
    while (DAY % longer != 0) {
      longer++;
    }
    return "write "
        + new Recurrence.Every(Duration.ofMinutes(shorter)).text()
        + " or "
        + new Recurrence.Every(Duration.ofMinutes(longer)).text();
  }

  /// The lines, in the time zone UTC.
  ///
  /// @param start its minute is one of the times
  static List<String> of(Duration period, Instant start) {
    ZonedDateTime from = start.atZone(ZoneOffset.UTC);
    if (period.equals(WEEK)) {
      return List.of(
          from.getMinute() + " " + from.getHour() + " * * " + from.getDayOfWeek().getValue() % 7);
    }
    int step = (int) period.toMinutes();
    Map<Integer, SortedSet<Integer>> hoursOfMinute = new TreeMap<>();
    for (int at = 0; at < DAY; at += step) {
      int minute = (from.getHour() * HOUR + from.getMinute() + at) % DAY;
      hoursOfMinute.computeIfAbsent(minute % HOUR, key -> new TreeSet<>()).add(minute / HOUR);
    }
    Map<SortedSet<Integer>, List<Integer>> minutesOfHours = new LinkedHashMap<>();
    hoursOfMinute.forEach((minute, hours) ->
        minutesOfHours.computeIfAbsent(hours, key -> new ArrayList<>()).add(minute));
    List<String> lines = new ArrayList<>();
    minutesOfHours.forEach(
        (hours, minutes) -> lines.add(field(minutes, HOUR) + " " + field(hours, 24) + " * * *"));
    return lines;
  }

  private static String field(Iterable<Integer> values, int all) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (int value : values) {
      text.append(count++ == 0 ? "" : ",").append(value);
    }
    return count == all ? "*" : text.toString();
  }
}
