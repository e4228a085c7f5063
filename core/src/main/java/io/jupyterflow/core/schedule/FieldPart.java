package io.jupyterflow.core.schedule;

import io.jupyterflow.core.flow.text.SourceMap;
import io.jupyterflow.core.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the ranges that a field lists: `*`, `3`, `mon-fri`, `0-30/10`.
///
/// @param first its first value
/// @param last its last, not before the first
/// @param step from one value to the next
/// @param isStar whether it is written with a star
record FieldPart(CronField field, int first, int last, int step, boolean isStar) {

  private static final int SUNDAY = 7;

  /// Reads a part.
  ///
  /// @return null where something is wrong with it, which is reported then
  static @Nullable FieldPart read(
      CronField field, String text, SourceMap places, List<Problem> problems) {
    int slash = text.indexOf('/');
    String range = slash < 0 ? text : text.substring(0, slash);
    int step = slash < 0 ? 1 : CronField.number(text.substring(slash + 1));
    FieldFlaws flaws = new FieldFlaws(field, text, places, problems);
    if (step < 1 || step > field.most()) {
      return flaws.step(range, text.substring(slash + 1), step);
    }
    // Sunday counts once
    int most = field == CronField.WEEKDAY ? SUNDAY - 1 : field.most();
    if (range.equals("*") || (range.equals("?") && field.isDay())) {
      return new FieldPart(field, field.least(), most, step, true);
    }
    int dash = range.indexOf('-');
    int first = field.value(dash < 0 ? range : range.substring(0, dash));
    if (first < 0) {
      return flaws.value(dash < 0 ? range : range.substring(0, dash));
    }
    if (dash < 0) {
      return new FieldPart(field, first, slash < 0 ? first : Math.max(first, most), step, false);
    }
    int last = field.value(range.substring(dash + 1));
    if (last < 0) {
      return flaws.value(range.substring(dash + 1));
    }
    if (last == 0 && first > 0 && field == CronField.WEEKDAY) {
      last = SUNDAY;
    }
    return last < first
        ? flaws.backwards(first, last)
        : new FieldPart(field, first, last, step, false);
  }

  /// Whether it stands for every value there is.
  boolean isAny() {
    return isStar && step == 1;
  }

  /// In numbers alone, Sunday being 0.
  String text() {
    String steps = step == 1 ? "" : "/" + step;
    if (isStar) {
      return "*" + steps;
    }
    if (field == CronField.WEEKDAY && last == SUNDAY) {
      return weekdays();
    }
    // a step behind one value would make it a range to the end
    return first == last ? "" + first : first + "-" + last + steps;
  }

  /// To Sunday, which others have at the beginning of the week.
  private String weekdays() {
    if (step == 1 && first < SUNDAY) {
      return first == 0 ? "0-6" : new FieldPart(field, first, 6, 1, false).text() + ",0";
    }
    StringBuilder days = new StringBuilder();
    for (int day = first; day <= last; day += step) {
      days.append(days.isEmpty() ? "" : ",").append(day % SUNDAY);
    }
    return days.toString();
  }

  long bits() {
    long bits = 0;
    for (int value = first; value <= last; value += step) {
      bits |= 1L << (field == CronField.WEEKDAY ? value % SUNDAY : value);
    }
    return bits;
  }
}
