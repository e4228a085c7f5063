package io.jupyterflow.core.schedule;

import io.jupyterflow.core.flow.text.SourceMap;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SpellingSuggestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is wrong with a part of a field, and what to write instead. Its methods return null, which
/// is what a part comes to then.
///
/// @param text the whole part
record FieldFlaws(CronField field, String text, SourceMap places, List<Problem> problems) {

  static final String EXAMPLE = "write minute hour day month weekday, such as \"0 3 * * *\"";

  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  @Nullable FieldPart step(String range, String step, int number) {
    String flaw =
        number < 1
            ? "has a step that is not a number"
            : "has a step of " + step + ", but counts to " + field.most() + " only";
    return report(
        flaw,
        switch (field) {
          case MINUTE -> number > 59 ? "write @every " + number + "m, or name the hours" : EXAMPLE;
          case HOUR -> number > 23 ? "write @every " + number + "h, or name one hour" : EXAMPLE;
          case DAY, MONTH, WEEKDAY ->
              number < 1 ? EXAMPLE : "leave out /" + step + " after " + range;
        });
  }

  @Nullable FieldPart value(String value) {
    if (isQuartz(value)) {
      return report("is not of cron: L, W and # are Quartz's", quartz(value));
    }
    String range = "is not within " + field.least() + "-" + field.most();
    List<String> words =
        switch (field) {
          case WEEKDAY -> DAYS;
          case MONTH -> MONTHS;
          case MINUTE, HOUR, DAY -> List.of();
        };
    Optional<String> near =
        value.length() < 3 ? Optional.empty() : SpellingSuggestion.to(value, words);
    if (near.isPresent()) {
      return report(range, "did you mean " + near.get() + "?");
    }
    return report(range, value.equals("24") ? "write 0 for midnight" : EXAMPLE);
  }

  @Nullable FieldPart backwards(int first, int last) {
    String early = last == field.least() ? "" + last : field.least() + "-" + last;
    String late = first == field.most() ? "" + first : first + "-" + field.most();
    if (field == CronField.WEEKDAY) {
      // 7 is Sunday, with which the next week begins
      early = last == 1 ? "1" : "1-" + last;
    }
    return report("runs backwards", "write " + late + "," + early);
  }

  private @Nullable FieldPart report(String flaw, String hint) {
    problems.add(
        Problem.error(
            "invalid-schedule",
            places.of(0, text.length()),
            "the " + field.title() + " of the schedule, " + text + ", " + flaw,
            hint));
    return null;
  }

  private boolean isQuartz(String value) {
    String upper = value.toUpperCase(Locale.ROOT);
    if (!field.isDay() || upper.isEmpty()) {
      return false;
    }
    boolean isLast = upper.endsWith("L") || upper.endsWith("W");
    boolean isNumber = CronField.number(upper.substring(0, upper.length() - 1)) >= 0;
    return upper.indexOf('#') > 0
        || upper.equals("L")
        || upper.equals("LW")
        || (isLast && isNumber);
  }

  private String quartz(String value) {
    if (field == CronField.WEEKDAY) {
      return value.indexOf('#') > 0
          ? "name the weekday alone, and let a job check the date"
          : "name a day, such as 5 for Friday";
    }
    return "name a day, such as 1 for the first: no field means the last of every month";
  }
}
