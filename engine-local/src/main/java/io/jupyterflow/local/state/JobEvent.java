package io.jupyterflow.local.state;

import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.JobState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What can happen to one job.
sealed interface JobEvent {

  /// All it needs has succeeded.
  record Queued() implements JobEvent {}

  /// An attempt begins.
  record Started(int attempt, Instant at) implements JobEvent {}

  /// The running attempt is over.
  ///
  /// @param again whether another attempt follows
  record Ended(
      JobState state,
      Instant at,
      @Nullable Integer exitCode,
      @Nullable RetryCause cause,
      String message,
      boolean again)
      implements JobEvent {}

  /// Something it needs did not succeed.
  record Skipped(String message) implements JobEvent {}

  /// The run stops before it began.
  record Stopped(String message) implements JobEvent {}

  /// A finished result was taken over from the parent run.
  record Reused(String message) implements JobEvent {}
}
