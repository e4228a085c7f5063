package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.ExitStatus;
import io.jupyterflow.core.run.JobEndText;
import io.jupyterflow.core.run.JobState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the end of an attempt means for its job.
///
/// @param cause why it did not succeed, or null
record AttemptOutcome(
    JobState state, @Nullable Integer exitCode, @Nullable RetryCause cause, String message) {

  /// Judges an attempt.
  ///
  /// @param shortage null where the kernel killed nothing for memory just now
  static AttemptOutcome of(
      RunningAttempt running, RunningAttempt.Result result, @Nullable OomReport shortage) {
    RunningAttempt.Ending ending = running.ending;
    if (ending == null && result instanceof RunningAttempt.Result.Exited e) {
      // The usual case, apart: the first switch over types costs milliseconds.
      return exited(e.code(), shortage);
    }
    Integer code =
        switch (result) {
          case RunningAttempt.Result.Exited e -> (Integer) e.code();
          case RunningAttempt.Result.Unstartable e -> (Integer) e.code();
          case RunningAttempt.Result.Lost _ -> null;
        };
    if (ending != null) {
      return switch (ending.reason()) {
        case STOP -> new AttemptOutcome(JobState.STOPPED, code, null, "");
        case TIMEOUT ->
            new AttemptOutcome(
                JobState.FAILED,
                code,
                RetryCause.TIMEOUT,
                JobEndText.timedOut(running.job.timeout()));
      };
    }
    return switch (result) {
      case RunningAttempt.Result.Lost lost ->
          new AttemptOutcome(JobState.LOST, null, RetryCause.LOST, lost.message());
      case RunningAttempt.Result.Unstartable e ->
          new AttemptOutcome(JobState.FAILED, e.code(), RetryCause.FAILED, e.message());
      case RunningAttempt.Result.Exited e -> exited(e.code(), shortage);
    };
  }

  private static AttemptOutcome exited(int code, @Nullable OomReport shortage) {
    if (code == 0) {
      return new AttemptOutcome(JobState.SUCCEEDED, 0, null, "");
    }
    if (code == ExitStatus.KILLED && shortage != null) {
      return new AttemptOutcome(JobState.FAILED, code, RetryCause.OOM, shortage.message());
    }
    String message =
        switch (code) {
          case ExitStatus.NOT_EXECUTABLE -> "the program can't be executed (exit code 126)";
          case ExitStatus.NOT_FOUND -> "the program was not found (exit code 127)";
          default -> {
            int signal = ExitStatus.signal(code);
            String name = ExitStatus.signalName(signal);
            yield signal == 0
                ? "exit code " + code
                : "ended by signal " + (name.isEmpty() ? Integer.toString(signal) : name);
          }
        };
    return new AttemptOutcome(JobState.FAILED, code, RetryCause.FAILED, message);
  }

  /// Whether the job is tried again after attempts like this one.
  ///
  /// @param attempts how many there were, this one included
  boolean isRetried(Retries retries, int attempts) {
    return cause != null && attempts <= retries.limit() && retries.on().contains(cause);
  }

  /// How long the next attempt waits.
  static Duration wait(Retries retries, int attempts) {
    return retries.backoff().multipliedBy(1L << Math.min(attempts - 1, 20));
  }
}
