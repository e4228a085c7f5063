package io.jupyterflow.core.schedule;

import io.jupyterflow.core.flow.text.SourceMap;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SpellingSuggestion;
import io.jupyterflow.core.quantity.TimeSpan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Schedules with a name: `@daily`, `@every 90m`.
final class NamedTimes {

  private static final List<String> NAMES =
      List.of("@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually");

  private static final String EVERY = "@every";

  private static final long ALL = -1L;

  private NamedTimes() {}

  /// Reads one.
  ///
  /// @return null where there is none of the name, which is reported then
  static @Nullable Recurrence read(String text, SourceMap places, List<Problem> problems) {
    String name = text.toLowerCase(Locale.ROOT);
    if (name.startsWith(EVERY)
        && (name.length() == EVERY.length()
            || Character.isWhitespace(name.charAt(EVERY.length())))) {
      return every(name, places, problems);
    }
    Recurrence named =
        switch (name) {
          case "@hourly" -> times(name, ALL, ALL, ALL, ALL);
          case "@daily", "@midnight" -> times(name, 1, ALL, ALL, ALL);
          case "@weekly" -> times(name, 1, ALL, ALL, 1);
          case "@monthly" -> times(name, 1, 1 << 1, ALL, ALL);
          case "@yearly", "@annually" -> times(name, 1, 1 << 1, 1 << 1, ALL);
          default -> null;
        };
    if (named == null) {
      problems.add(
          Problem.error(
              CronText.INVALID,
              places.of(0, text.length()),
              "there is no schedule called " + text,
              name.equals("@reboot")
                  ? "a cluster never restarts: name a time, such as @daily"
                  : SpellingSuggestion.to(text, NAMES)
                      .map(near -> "did you mean " + near + "?")
                      .orElse("it knows " + String.join(", ", NAMES) + " and @every 90m")));
    }
    return named;
  }

  private static CronTimes times(String name, long hours, long days, long months, long weekdays) {
    return new CronTimes(name, 1, hours, days, months, weekdays, false);
  }

  private static @Nullable Recurrence every(String name, SourceMap places, List<Problem> problems) {
    String given = name.substring(EVERY.length()).strip();
    int from = given.isEmpty() ? 0 : name.indexOf(given, EVERY.length());
    String span = given.replaceAll("\\s+", "");
    Optional<Duration> period = TimeSpan.parse(span);
    String flaw;
    String hint = "write a span of time such as @every 90m, @every 6h or @every 1d";
    if (period.isEmpty()) {
      flaw = given.isEmpty() ? "does not say how long to wait" : "has no span of time: " + given;
    } else if (Character.isDigit(span.charAt(span.length() - 1))) {
      flaw = "has a number without a unit: " + given;
      hint = "write @every " + span + "m for minutes, or @every " + span + "s for seconds";
    } else if (period.get().toMillis() < 1000 || period.get().toMillisPart() != 0) {
      flaw = "does not wait for one or more whole seconds: " + given;
    } else if (!EveryLines.fits(period.get())) {
      flaw = "has a time that does not go into a day: " + given;
      hint = EveryLines.hint(period.get());
    } else {
      return new Recurrence.Every(period.get());
    }
    problems.add(
        Problem.error(
            CronText.INVALID, places.of(from, name.length()), "the schedule @every " + flaw, hint));
    return null;
  }
}
