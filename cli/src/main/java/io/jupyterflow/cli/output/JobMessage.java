package io.jupyterflow.cli.output;

import io.jupyterflow.core.diagnosis.SignalName;
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
    return of(job.attempts().getLast());
  }

  /// Why an attempt ended as it did; empty where nothing but its end is known.
  public static String of(Attempt attempt) {
    if (!attempt.message().isEmpty()) {
      return attempt.message();
    }
    Integer code = attempt.exitCode();
    if (code == null || code == 0) {
      return "";
    }
    return "exit code " + code + SignalName.name(code).map(name -> ", " + name).orElse("");
  }
}
