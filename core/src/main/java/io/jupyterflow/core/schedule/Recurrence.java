package io.jupyterflow.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// When something happens again and again.
public sealed interface Recurrence permits CronTimes, Recurrence.Every {

  /// How it is written. What means the same times is written the same.
  String text();

  /// The first time after an instant, in the time zone a zone; nothing where it never comes.
  Optional<Instant> next(Instant after, ZoneId zone);

  /// The lines of a crontab that make it happen.
  ///
  /// @param start where it begins
  List<String> lines(Instant start);

  /// At a steady distance, whatever clocks say. A cluster that is told `@every 6h` counts again
  /// whenever it looks at the schedule, and never comes to an end; so such a schedule depends on
  /// lines of a crontab, in [#CLOCK].
  ///
  /// @param period whole seconds, at least one
  record Every(Duration period) implements Recurrence {

    /// The zone of its lines: one without summer time.
    public static final ZoneId CLOCK = ZoneId.of("UTC");

    /// `@every 1h30m`
    @Override
    public String text() {
      long hours = period.toHours();
      return "@every "
          + (hours > 0 ? hours + "h" : "")
          + (period.toMinutesPart() > 0 ? period.toMinutesPart() + "m" : "")
          + (period.toSecondsPart() > 0 ? period.toSecondsPart() + "s" : "");
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId zone) {
      boolean isMinutes = period.toSecondsPart() == 0;
      return Optional.of((isMinutes ? after.truncatedTo(ChronoUnit.MINUTES) : after).plus(period));
    }

    @Override
    public List<String> lines(Instant start) {
      return EveryLines.fitsClock(period) ? EveryLines.of(period, start) : List.of(text());
    }
  }
}
