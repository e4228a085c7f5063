package io.jupyterflow.core.schedule;

import io.jupyterflow.core.flow.text.SourceMap;
import io.jupyterflow.core.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One field of a schedule.
///
/// @param text in numbers alone, Sunday being 0: what every cron takes
/// @param bits bit n is set where it has n
/// @param isAny whether it is a star: it leaves the choice of days to the other field
record FieldText(String text, long bits, boolean isAny) {

  /// Reads a field.
  ///
  /// @return null where something is wrong with it, which is reported then
  static @Nullable FieldText read(
      CronField field, String text, SourceMap places, List<Problem> problems) {
    StringBuilder plain = new StringBuilder();
    long bits = 0;
    boolean isAny = false;
    boolean isFit = true;
    int start = 0;
    for (String part : text.split(",", -1)) {
      FieldPart read = FieldPart.read(field, part, places.from(start), problems);
      if (read != null) {
        plain.append(plain.isEmpty() ? "" : ",").append(read.text());
        bits |= read.bits();
        isAny |= read.isAny();
      }
      isFit &= read != null;
      start += part.length() + 1;
    }
    return isFit ? new FieldText(plain.toString(), bits, isAny) : null;
  }
}
