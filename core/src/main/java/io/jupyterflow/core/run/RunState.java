package io.jupyterflow.core.run;

import java.util.Locale;

/// The state of a run.
public enum RunState {
  /// Accepted, not picked up by its engine.
  PENDING,
  RUNNING,
  SUCCEEDED,
  /// At least one job failed or was lost, and nobody stopped the run.
  FAILED,
  STOPPED,
  /// Its engine can't be reached.
  UNKNOWN;

  /// Terminal states never change: a rerun makes a new run.
  public boolean isTerminal() {
    return switch (this) {
      case PENDING, RUNNING, UNKNOWN -> false;
      case SUCCEEDED, FAILED, STOPPED -> true;
    };
  }

  /// The word users see and documents carry.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
