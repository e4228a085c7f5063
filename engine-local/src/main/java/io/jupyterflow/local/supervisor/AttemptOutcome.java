package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.JobState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the end of an attempt means for its job.
///
/// @param cause why it did not succeed, or null
record AttemptOutcome(
    JobState state, @Nullable Integer exitCode, @Nullable RetryCause cause, String message) {

  private static final int KILLED = 137;
  private static final int SIGNALS_FROM = 128;

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
                "ran longer than its timeout of " + text(running.job.timeout()) + " and was ended");
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
    if (code == KILLED && shortage != null) {
      return new AttemptOutcome(JobState.FAILED, code, RetryCause.OOM, shortage.message());
    }
    String message =
        switch (code) {
          case 126 -> "the program can't be executed (exit code 126)";
          case 127 -> "the program was not found (exit code 127)";
          default ->
              code > SIGNALS_FROM && code <= SIGNALS_FROM + 64
                  ? "ended by signal " + signal(code - SIGNALS_FROM)
                  : "exit code " + code;
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

  private static String signal(int number) {
    return switch (number) {
      case 1 -> "HUP";
      case 2 -> "INT";
      case 3 -> "QUIT";
      case 4 -> "ILL";
      case 6 -> "ABRT";
      case 7 -> "BUS";
      case 8 -> "FPE";
      case 9 -> "KILL";
      case 11 -> "SEGV";
      case 13 -> "PIPE";
      case 15 -> "TERM";
      default -> Integer.toString(number);
    };
  }

  private static String text(@Nullable Duration duration) {
    if (duration == null) {
      return "nothing";
    }
    String seconds =
        BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    return duration.compareTo(Duration.ofMinutes(2)) < 0
        ? seconds + " s"
        : duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
