package io.jupyterflow.argo.follow;

import io.jupyterflow.argo.api.EndWords;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.ExitStatus;
import io.jupyterflow.core.run.JobEndText;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.kubernetes.cause.PodMessages;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How one try at a job ended, read from what the controller says of its pod.
///
/// @param cause why it did not succeed, or null
/// @param message in plain words; empty where state and exit code say it all
record AttemptEnd(
    JobState state, @Nullable RetryCause cause, @Nullable Integer exitCode, String message) {

  private static final Pattern EXIT_CODE = Pattern.compile("\\(exit code (\\d+)\\)");

  /// What is known of the run that a node belongs to.
  ///
  /// @param stopping whether somebody asked it to stop
  /// @param failFast whether the first failure stops the rest, and one was there before
  record Circumstances(boolean stopping, boolean failFast) {}

  static AttemptEnd of(Node node, Job job, Circumstances run) {
    if (node.phase().equals("Succeeded")) {
      return new AttemptEnd(
          JobState.SUCCEEDED,
          null,
          node.exitCode() == null ? Integer.valueOf(0) : node.exitCode(),
          "");
    }
    String said = node.message();
    @Nullable Integer code = exitCode(node);
    boolean ended = code != null && (code == ExitStatus.TERMINATED || code == ExitStatus.KILLED);
    if (said.startsWith("workflow shutdown with strategy")
        || said.startsWith("Stopped with strategy")
        || (ended && !said.contains(EndWords.OOM) && (run.stopping() || run.failFast()))) {
      return new AttemptEnd(JobState.STOPPED, null, code, "");
    }
    if (said.contains(EndWords.OOM) && !EndWords.areOfHelper(said)) {
      return new AttemptEnd(
          JobState.FAILED, RetryCause.OOM, code, "ran out of memory and was killed");
    }
    if (EndWords.tell(said, RetryCause.TIMEOUT)) {
      return new AttemptEnd(
          JobState.FAILED, RetryCause.TIMEOUT, code, JobEndText.timedOut(job.timeout()));
    }
    if (EndWords.tell(said, RetryCause.PREEMPTED)) {
      return new AttemptEnd(
          JobState.FAILED,
          RetryCause.PREEMPTED,
          code,
          "its place was taken away: " + PodMessages.sentence(said));
    }
    Optional<String> disk = PodMessages.disk(said);
    if (disk.isPresent()) {
      return new AttemptEnd(JobState.FAILED, RetryCause.FAILED, code, disk.get());
    }
    if (EndWords.tell(said, RetryCause.LOST)) {
      return new AttemptEnd(
          JobState.LOST, RetryCause.LOST, code, "it was removed from the cluster while it ran");
    }
    if (code != null && code != 0 && said.startsWith("main:")) {
      return new AttemptEnd(JobState.FAILED, RetryCause.FAILED, code, started(said));
    }
    if (code != null && code != 0 && said.isEmpty()) {
      return new AttemptEnd(JobState.FAILED, RetryCause.FAILED, code, "");
    }
    return new AttemptEnd(
        JobState.FAILED,
        RetryCause.FAILED,
        code == null || code == 0 ? null : code,
        ControllerMessages.failed(said));
  }

  private static @Nullable Integer exitCode(Node node) {
    if (node.exitCode() != null) {
      return node.exitCode();
    }
    Matcher code = EXIT_CODE.matcher(node.message());
    return node.message().startsWith("main:") && code.find()
        ? Integer.valueOf(code.group(1))
        : null;
  }

  /// What follows the exit code in the controller's words: why a container could not start.
  private static String started(String said) {
    int end = said.indexOf("): ");
    return end < 0 ? "" : PodMessages.sentence(said.substring(end + 3));
  }
}
