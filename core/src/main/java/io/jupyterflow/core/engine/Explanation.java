package io.jupyterflow.core.engine;

import io.jupyterflow.core.metric.MetricNotice;
import io.jupyterflow.core.problem.Remedy;
import java.util.List;

/// The answer to `why`.
///
/// @param subject the run or job it is about, `train-7f3k2/train-3`
/// @param cause what happened, in the user's terms
/// @param fix what to do about it; empty where nothing needs doing
/// @param evidence lines that show it: the last frame of a traceback, the tail of the output
public record Explanation(String subject, String cause, Remedy fix, List<String> evidence) {

  public Explanation {
    evidence = List.copyOf(evidence);
  }

  /// The same, with what must be told of metrics below the cause.
  public Explanation and(List<MetricNotice> notices) {
    if (notices.isEmpty()) {
      return this;
    }
    String told = String.join("\n", MetricNotice.lines(notices));
    return new Explanation(subject, cause + "\n" + told, fix, evidence);
  }
}
