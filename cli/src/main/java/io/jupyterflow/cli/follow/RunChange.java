package io.jupyterflow.cli.follow;

import io.jupyterflow.core.run.JobSnapshot;

/// What happened in a run between two looks at it.
sealed interface RunChange {

  /// A job is in another state, or has another attempt.
  record Changed(int job, JobSnapshot snapshot) implements RunChange {}

  /// A job wrote a line.
  record Wrote(int job, String line) implements RunChange {}

  /// Output can't be read.
  ///
  /// @param why told once, whichever jobs it is of
  record Unread(String why) implements RunChange {}
}
