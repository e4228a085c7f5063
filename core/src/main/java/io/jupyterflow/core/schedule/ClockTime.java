package io.jupyterflow.core.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;

/// A moment, and what a clock shows then.
///
/// @param second of the epoch
/// @param rules of the clock's zone
/// @param clock what it shows
record ClockTime(long second, ZoneRules rules, LocalDateTime clock) {

  ClockTime(long second, ZoneRules rules) {
    this(
        second,
        rules,
        LocalDateTime.ofEpochSecond(second, 0, rules.getOffset(Instant.ofEpochSecond(second))));
  }

  int year() {
    return clock.getYear();
  }

  int month() {
    return clock.getMonthValue();
  }

  int day() {
    return clock.getDayOfMonth();
  }

  /// Sunday is 0.
  int weekday() {
    return clock.getDayOfWeek().getValue() % 7;
  }

  int hour() {
    return clock.getHour();
  }

  int minute() {
    return clock.getMinute();
  }

  int secondOfMinute() {
    return clock.getSecond();
  }

  ClockTime startOfMonth() {
    return at(clock.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1));
  }

  ClockTime startOfDay() {
    return at(clock.truncatedTo(ChronoUnit.DAYS));
  }

  ClockTime startOfHour() {
    return at(clock.truncatedTo(ChronoUnit.HOURS));
  }

  ClockTime plusMonth() {
    return at(clock.plusMonths(1));
  }

  /// The same time of the day after, and the midnight next to it where there is no such.
  ClockTime plusDay() {
    ClockTime next = at(clock.plusDays(1));
    int off = next.hour();
    return off == 0 ? next : next.plus(3600L * (off > 12 ? 24 - off : -off));
  }

  ClockTime plus(long seconds) {
    return new ClockTime(second + seconds, rules);
  }

  /// When a clock shows this. If it does so twice, or never, it is the time that Go takes.
  private ClockTime at(LocalDateTime wanted) {
    long utc = wanted.toEpochSecond(ZoneOffset.UTC);
    long guess = utc - offset(utc);
    return new ClockTime(utc - offset(guess), rules);
  }

  private int offset(long of) {
    return rules.getOffset(Instant.ofEpochSecond(of)).getTotalSeconds();
  }
}
