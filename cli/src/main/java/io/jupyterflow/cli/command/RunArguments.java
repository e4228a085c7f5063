package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.List;

/// The runs and jobs that the operands of a command name.
public final class RunArguments {

  private RunArguments() {}

  /// A run, and perhaps one of its jobs: `ID JOB` or `ID/JOB`.
  ///
  /// @param command whose operands they are
  public static RunAddress runAndJob(Arguments arguments, String command, Session session) {
    List<String> operands = arguments.operands();
    if (operands.isEmpty() || operands.size() > 2) {
      throw new JupyterFlowException.Usage(
          "Name a run, and perhaps one of its jobs: jupyterflow " + command + " @last train");
    }
    RunAddress address = session.runs().find(operands.getFirst());
    return operands.size() == 1
        ? address
        : new RunAddress(address.engine(), address.id(), operands.getLast());
  }

  /// The one run of a command that takes no less than a run.
  ///
  /// @param example a whole command line
  public static RunAddress wholeRun(Arguments arguments, String example, Session session) {
    return wholeRun(arguments.operand("the run", example), example, session);
  }

  public static RunAddress wholeRun(String word, String example, Session session) {
    RunAddress address = session.runs().find(word);
    if (address.job() != null) {
      throw new JupyterFlowException.Usage(
          "'" + word + "' is one job, and this is for whole runs only: " + example);
    }
    return address;
  }
}
