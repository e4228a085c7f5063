package io.jupyterflow.core.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Times that fit five fields of cron: bit n of a field is set where it has n.
///
/// @param text how they are written: five fields, or a name like `@daily`
/// @param weekdays Sunday is 0
/// @param isEitherDay whether a day fits that fits one of its two fields: cron's rule where neither
///   is a star. Else a day fits both
public record CronTimes(
    String text,
    long minutes,
    long hours,
    long days,
    long months,
    long weekdays,
    boolean isEitherDay)
    implements Recurrence {

  /// The years that are looked through; leap days are at most eight apart, and mostly four.
  private static final int YEARS = 5;

  @Override
  public List<String> lines(Instant start) {
    return List.of(text);
  }

  /// Step by step as robfig/cron does it, which is what Argo's controller has: what is told here is
  /// what happens there. A time that the clocks skip in spring is left out, one that they have
  /// twice in autumn comes twice, and a day that begins without a midnight may be missed.
  @Override
  public Optional<Instant> next(Instant after, ZoneId zone) {
    ClockTime now = new ClockTime(after.getEpochSecond() + 1, zone.getRules());
    int last = now.year() + YEARS;
    boolean isMoved = false;
    search:
    while (now.year() <= last) {
      while (!has(months, now.month())) {
        now = (isMoved ? now : now.startOfMonth()).plusMonth();
        isMoved = true;
        if (now.month() == 1) {
          continue search;
        }
      }
      while (!hasDay(now)) {
        now = (isMoved ? now : now.startOfDay()).plusDay();
        isMoved = true;
        if (now.day() == 1) {
          continue search;
        }
      }
      while (!has(hours, now.hour())) {
        now = (isMoved ? now : now.startOfHour()).plus(3600);
        isMoved = true;
        if (now.hour() == 0) {
          continue search;
        }
      }
      while (!has(minutes, now.minute())) {
        now = now.plus(60 - now.secondOfMinute());
        isMoved = true;
        if (now.minute() == 0) {
          continue search;
        }
      }
      if (now.secondOfMinute() == 0) {
        return Optional.of(Instant.ofEpochSecond(now.second()));
      }
      now = now.plus(60 - now.secondOfMinute());
      isMoved = true;
    }
    return Optional.empty();
  }

  private boolean hasDay(ClockTime time) {
    boolean isDay = has(days, time.day());
    boolean isWeekday = has(weekdays, time.weekday());
    return isEitherDay ? isDay || isWeekday : isDay && isWeekday;
  }

  private static boolean has(long bits, int number) {
    return (bits >> number & 1) != 0;
  }
}
