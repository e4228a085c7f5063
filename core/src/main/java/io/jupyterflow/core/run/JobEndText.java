package io.jupyterflow.core.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a job ended or was skipped, in the words that every engine uses.
public final class JobEndText {

  private static final Duration IN_SECONDS = Duration.ofMinutes(2);

  private JobEndText() {}

  /// For a job that was skipped because of another: `needs prep, which failed`.
  ///
  /// @param state of the job that it needs
  public static String skipped(String needed, JobState state) {
    String end =
        switch (state) {
          case FAILED -> "failed";
          case LOST -> "was lost";
          case STOPPED -> "was stopped";
          case SKIPPED -> "was skipped";
          case WAITING, QUEUED, RUNNING, SUCCEEDED, REUSED -> "did not succeed";
        };
    return "needs " + needed + ", which " + end;
  }

  /// For a job that ran too long: `ran longer than its timeout of 20 s and was ended`.
  ///
  /// @param timeout of the job; null where it is not known
  public static String timedOut(@Nullable Duration timeout) {
    return "ran longer than its timeout" + limit(timeout) + " and was ended";
  }

  /// ` of 20 s`, or ` of 1h30m` from two minutes on; empty where it is not known.
  public static String limit(@Nullable Duration timeout) {
    if (timeout == null) {
      return "";
    }
    String seconds = BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros().toPlainString();
    return " of "
        + (timeout.compareTo(IN_SECONDS) < 0
            ? seconds + " s"
            : timeout.toString().substring(2).toLowerCase(Locale.ROOT));
  }
}
