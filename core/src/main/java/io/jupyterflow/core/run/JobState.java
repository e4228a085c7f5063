package io.jupyterflow.core.run;

import java.util.Locale;

/// The state of a job in a run.
public enum JobState {
  /// Something it needs has not succeeded yet.
  WAITING,
  /// It may start as soon as there is room.
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  /// Ended because a person or `--fail-fast` stopped it.
  STOPPED,
  /// It ran, and nobody can know how it ended: its node or its launcher died.
  LOST,
  /// Never ran: something it needs did not succeed.
  SKIPPED,
  /// Not run: a rerun took over the finished result of its parent run.
  REUSED;

  /// Terminal states never change.
  public boolean isTerminal() {
    return switch (this) {
      case WAITING, QUEUED, RUNNING -> false;
      case SUCCEEDED, FAILED, STOPPED, LOST, SKIPPED, REUSED -> true;
    };
  }

  /// Whether jobs that need this one may start.
  public boolean isSuccess() {
    return this == SUCCEEDED || this == REUSED;
  }

  /// The word users see and documents carry.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
