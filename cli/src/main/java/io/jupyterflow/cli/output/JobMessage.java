package io.jupyterflow.cli.output;

import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;

/// Why a job is in its state, in a few words.
public final class JobMessage {

  private JobMessage() {}

  /// The engine's message, else what the last attempt tells; empty where the state says it all.
  public static String of(JobSnapshot job) {
    if (!job.message().isEmpty()) {
      return job.message();
    }
    if (job.attempts().isEmpty() || job.state().isSuccess()) {
      return "";
    }
    Attempt last = job.attempts().getLast();
    if (!last.message().isEmpty()) {
      return last.message();
    }
    Integer code = last.exitCode();
    return code == null || code == 0 ? "" : "exit code " + code;
  }
}
