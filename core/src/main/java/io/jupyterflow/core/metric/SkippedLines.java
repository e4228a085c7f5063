package io.jupyterflow.core.metric;

/// Lines of a metrics file that gave no metric.
///
/// @param count how many
/// @param first the number of the first, counted from 1
/// @param reason what is wrong with the first: a clause without a full stop
public record SkippedLines(long count, long first, String reason) {

  /// These, and more of the same file further down.
  SkippedLines and(SkippedLines more) {
    return new SkippedLines(count + more.count, first, reason);
  }
}
