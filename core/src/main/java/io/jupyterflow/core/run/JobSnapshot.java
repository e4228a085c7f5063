package io.jupyterflow.core.run;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A job of a run at one moment.
///
/// @param name as in the plan
/// @param attempts oldest first; empty where it never ran
/// @param message why it is in its state, in plain words; empty where the state says it all
public record JobSnapshot(String name, JobState state, List<Attempt> attempts, String message) {

  public JobSnapshot {
    attempts = List.copyOf(attempts);
  }

  public Optional<Attempt> lastAttempt() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
  }

  /// The exit code of the last attempt.
  public Optional<Integer> exitCode() {
    return lastAttempt().flatMap(a -> Optional.ofNullable(a.exitCode()));
  }

  /// When the first attempt began that did.
  public Optional<Instant> startedAt() {
    for (Attempt attempt : attempts) {
      if (attempt.startedAt() != null) {
        return Optional.of(attempt.startedAt());
      }
    }
    return Optional.empty();
  }

  /// When the last attempt ended; empty while the job may still run.
  public Optional<Instant> finishedAt() {
    return state.isTerminal()
        ? lastAttempt().flatMap(a -> Optional.ofNullable(a.finishedAt()))
        : Optional.empty();
  }

  // By hand: those that the compiler makes link method handles when they are first called, and each
  // start that follows a run would pay for that.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JobSnapshot job
        && name.equals(job.name)
        && state == job.state
        && message.equals(job.message)
        && attempts.equals(job.attempts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, state, attempts, message);
  }
}
