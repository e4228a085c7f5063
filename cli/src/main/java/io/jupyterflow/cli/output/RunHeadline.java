package io.jupyterflow.cli.output;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunSummary;
import java.time.Instant;

/// A run in one line, above its tree: `train-7f3k2 running 3 of 12 jobs 1:05`.
public final class RunHeadline {

  private RunHeadline() {}

  /// The line.
  ///
  /// @param now for the time of what still runs
  public static String of(RunSnapshot run, Instant now, Style style) {
    RunSummary summary = run.summary();
    String time = Durations.between(run.startedAt(), run.finishedAt(), now);
    return style.bold(run.id())
        + "  "
        + StateText.word(run.state(), style)
        + "  "
        + JobCounts.grouped(JobCounts.done(summary))
        + " of "
        + JobCounts.of(summary.total(), "job")
        + (time.isEmpty() ? "" : "  " + time);
  }
}
