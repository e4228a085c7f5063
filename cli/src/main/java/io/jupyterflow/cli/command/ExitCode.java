package io.jupyterflow.cli.command;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;

/// What the program's exit codes mean. This is the one place that decides them.
public enum ExitCode {
  OK(0),
  RUN_FAILED(1),
  USAGE(2),
  PROBLEM_IN_FLOW(3),
  NOT_FOUND(4),
  REFUSED(5),
  UNREACHABLE(6),
  STOPPED_OR_LOST(7),
  OUR_BUG(70),
  HUNG_UP(129),
  INTERRUPTED(130),
  TERMINATED(143);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /// What a terminal run comes to.
  public static ExitCode of(RunSnapshot run) {
    return switch (run.state()) {
      case SUCCEEDED -> OK;
      case FAILED -> anyFailed(run) ? RUN_FAILED : STOPPED_OR_LOST;
      case STOPPED -> STOPPED_OR_LOST;
      case UNKNOWN -> UNREACHABLE;
      case PENDING, RUNNING -> OK;
    };
  }

  /// What a command that threw comes to.
  public static ExitCode of(JupyterFlowException thrown) {
    return switch (thrown) {
      case JupyterFlowException.Usage e -> USAGE;
      case JupyterFlowException.InvalidFlow e -> PROBLEM_IN_FLOW;
      case JupyterFlowException.NotFound e -> NOT_FOUND;
      case JupyterFlowException.Refused e -> REFUSED;
      case JupyterFlowException.Unreachable e -> UNREACHABLE;
    };
  }

  private static boolean anyFailed(RunSnapshot run) {
    for (JobSnapshot job : run.jobs()) {
      if (job.state() == JobState.FAILED) {
        return true;
      }
    }
    return false;
  }
}
