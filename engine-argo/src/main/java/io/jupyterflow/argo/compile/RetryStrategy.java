package io.jupyterflow.argo.compile;

import io.jupyterflow.argo.api.EndWords;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// When the controller tries a job again: `retryStrategy` of a template.
///
/// It knows an attempt's phase, exit code and message only, so a cause is told by the message's
/// words.
final class RetryStrategy {

  /// Of the job's own container, not of Argo's: more memory for the job would not help those.
  private static final String OOM =
      "(" + contains(EndWords.OOM) + " && !(" + either(helpersOutOfMemory()) + "))";

  /// How often memory has grown: for each attempt so far where the last one ran out of it, and not
  /// at all where that ended otherwise. An attempt that waits for room to be made is not over, and
  /// then it is itself the last.
  static final String GROWTHS =
      "(lastRetry.status in ['Failed', 'Error'] and not (" + OOM + ") ? 0 : asInt(retries))";

  private static final String TIMEOUT = either(EndWords.of(RetryCause.TIMEOUT));
  private static final String PREEMPTED = either(EndWords.of(RetryCause.PREEMPTED));
  private static final String LOST = either(EndWords.of(RetryCause.LOST));

  private RetryStrategy() {}

  /// The fields of the strategy.
  static Map<String, Object> of(Retries retries) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("limit", Integer.toString(retries.limit()));
    fields.put("retryPolicy", "Always");
    if (retries.on().size() < RetryCause.values().length) {
      fields.put("expression", expression(retries));
    }
    if (!retries.backoff().isZero()) {
      Map<String, Object> backoff = new LinkedHashMap<>();
      backoff.put("duration", Long.toString(seconds(retries.backoff())));
      backoff.put("factor", "2");
      fields.put("backoff", backoff);
    }
    return fields;
  }

  /// Which attempt is the last, for a job that ended by itself, that was killed, and that was told
  /// to end: the numbers, separated by spaces. It is the first where no such end is tried again.
  ///
  /// What kills a job is mostly a lack of memory, and what tells it to end a deadline, or everyone
  /// who wants its machine.
  static String lastAttempts(Retries retries) {
    return last(retries, RetryCause.FAILED)
        + " "
        + last(retries, RetryCause.FAILED, RetryCause.OOM)
        + " "
        + last(retries, RetryCause.TIMEOUT, RetryCause.PREEMPTED, RetryCause.LOST);
  }

  private static int last(Retries retries, RetryCause... causes) {
    for (RetryCause cause : causes) {
      if (retries.on().contains(cause)) {
        return retries.limit() + 1;
      }
    }
    return 1;
  }

  /// Whole seconds, no shorter.
  static long seconds(Duration span) {
    return Math.max(1, span.plusMillis(999).toSeconds());
  }

  private static String expression(Retries retries) {
    List<String> causes = new ArrayList<>();
    for (RetryCause cause : RetryCause.values()) {
      if (retries.on().contains(cause)) {
        causes.add(
            switch (cause) {
              case FAILED -> "!(" + String.join(" || ", OOM, TIMEOUT, PREEMPTED, LOST) + ")";
              case LOST -> LOST;
              case TIMEOUT -> TIMEOUT;
              case OOM -> OOM;
              case PREEMPTED -> PREEMPTED;
            });
      }
    }
    return causes.isEmpty() ? "false" : String.join(" || ", causes);
  }

  private static List<String> helpersOutOfMemory() {
    List<String> messages = new ArrayList<>();
    for (String helper : EndWords.HELPERS) {
      messages.add(helper + ": OOM");
    }
    return messages;
  }

  private static String either(List<String> words) {
    List<String> terms = new ArrayList<>();
    for (String word : words) {
      terms.add(contains(word));
    }
    return String.join(" || ", terms);
  }

  private static String contains(String words) {
    return "lastRetry.message contains '" + words + "'";
  }
}
