package io.jupyterflow.core.run;

import io.jupyterflow.core.plan.RetryCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One try at a job.
///
/// @param number counted from 1
/// @param state `RUNNING` or how it ended
/// @param queuedAt when it could have begun, so far as the engine knows: what is between that and
///   its beginning is waiting, for a machine, its image, its volumes; null where it doesn't say
/// @param startedAt when its process began; null until then, and for good where it never began
/// @param finishedAt null until then
/// @param exitCode as a POSIX shell reports it (128 + n for signal n); null where nobody knows it
/// @param cause why it did not succeed, null otherwise
/// @param message what happened in plain words; empty where the state says it all
public record Attempt(
    int number,
    JobState state,
    @Nullable Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Integer exitCode,
    @Nullable RetryCause cause,
    String message) {

  /// One that nobody knows to have waited.
  public Attempt(
      int number,
      JobState state,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Integer exitCode,
      @Nullable RetryCause cause,
      String message) {
    this(number, state, null, startedAt, finishedAt, exitCode, cause, message);
  }

  /// Whether it is over, and its process never was.
  public boolean neverBegan() {
    return state.isTerminal() && startedAt == null;
  }

  /// How long it waited before its process began, or before it was given up; empty where that is
  /// not known.
  public Optional<Duration> waited() {
    Instant end = startedAt == null ? finishedAt : startedAt;
    return queuedAt == null || end == null || end.isBefore(queuedAt)
        ? Optional.empty()
        : Optional.of(Duration.between(queuedAt, end));
  }

  // By hand, as in JobSnapshot.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Attempt attempt
        && number == attempt.number
        && state == attempt.state
        && cause == attempt.cause
        && message.equals(attempt.message)
        && Objects.equals(queuedAt, attempt.queuedAt)
        && Objects.equals(startedAt, attempt.startedAt)
        && Objects.equals(finishedAt, attempt.finishedAt)
        && Objects.equals(exitCode, attempt.exitCode);
  }

  @Override
  public int hashCode() {
    return Objects.hash(number, state, queuedAt, startedAt, finishedAt, exitCode, cause, message);
  }
}
