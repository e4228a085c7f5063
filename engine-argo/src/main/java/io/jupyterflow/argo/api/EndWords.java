package io.jupyterflow.argo.api;

import io.jupyterflow.core.plan.RetryCause;
import java.util.List;

/// By which words in a message of the controller the cause is known why an attempt ended. The
/// controller decides by them whether it tries a job again, and we say by them what happened: both
/// must agree. Argo knows an attempt's phase, exit code and message, and no cause.
public final class EndWords {

  /// That a container ran out of memory. Of [#HELPERS], more memory for the job would not help.
  public static final String OOM = "OOMKilled";

  /// How messages about containers of Argo's own begin, before the colon.
  public static final List<String> HELPERS = List.of("init", "wait", "supervisor");

  private static final List<String> TIMEOUT =
      List.of("specified deadline", "exceeded its deadline", "DeadlineExceeded");

  /// Words of Kubernetes begin with a small letter or a capital.
  private static final List<String> PREEMPTED =
      List.of(
          "low on resource", "vict", "reempt", "node shutdown", "node was under", "TaintManager");

  private static final List<String> LOST = List.of("pod deleted", "NodeLost");

  private EndWords() {}

  /// The words of a cause, any of which tells it; none for a job that failed by itself, or ran out
  /// of memory.
  public static List<String> of(RetryCause cause) {
    return switch (cause) {
      case TIMEOUT -> TIMEOUT;
      case PREEMPTED -> PREEMPTED;
      case LOST -> LOST;
      case FAILED, OOM -> List.of();
    };
  }

  /// Whether a message tells of a cause.
  public static boolean tell(String message, RetryCause cause) {
    for (String word : of(cause)) {
      if (message.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a message is about a container of Argo's own, and not of the job's.
  public static boolean areOfHelper(String message) {
    int colon = message.indexOf(':');
    return colon > 0 && HELPERS.contains(message.substring(0, colon));
  }
}
