package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run, and perhaps one of its jobs, as a user names them: `ID JOB` or `ID/JOB`.
///
/// @param run its id, the beginning of it, or `@last`; perhaps with a job behind a slash
/// @param job the second word, or null
public record RunArguments(String run, @Nullable String job) {

  /// Reads the operands of a command on a run or a job.
  ///
  /// @param command whose operands they are
  /// @throws JupyterFlowException.Usage where they are none, or more than two
  public static RunArguments of(Arguments arguments, String command) {
    List<String> operands = arguments.operands();
    if (operands.isEmpty() || operands.size() > 2) {
      throw new JupyterFlowException.Usage(
          command + " takes a run, and perhaps one of its jobs.",
          Remedy.of("jupyterflow " + command + " @last train"));
    }
    return new RunArguments(operands.getFirst(), operands.size() == 1 ? null : operands.getLast());
  }

  /// Finds the run. That it has this job is not checked.
  ///
  /// @throws JupyterFlowException.NotFound where there is no such run
  public RunAddress find(Session session) {
    RunAddress address = session.runs().find(run);
    return job == null ? address : new RunAddress(address.engine(), address.id(), job);
  }

  /// Finds the run of a command that takes no less than a run.
  ///
  /// @param word the run, as the user named it
  /// @param example a whole command line
  /// @throws JupyterFlowException.NotFound where there is no such run
  public static RunAddress wholeRun(String word, String example, Session session) {
    RunAddress address = session.runs().find(word);
    if (address.job() != null) {
      throw new JupyterFlowException.Usage(
          "'" + word + "' is one job, and this is for whole runs only.", Remedy.of(example));
    }
    return address;
  }
}
