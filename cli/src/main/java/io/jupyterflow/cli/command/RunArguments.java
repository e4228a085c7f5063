package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.List;
import picocli.CommandLine.ParseResult;

/// The runs and jobs that the operands of a command name.
public final class RunArguments {

  private RunArguments() {}

  /// A run, and perhaps one of its jobs: `ID JOB` or `ID/JOB`.
  ///
  /// @param command whose operands they are
  public static RunAddress runAndJob(ParseResult words, String command, Session session) {
    List<String> operands = Flags.operands(words);
    if (operands.isEmpty() || operands.size() > 2) {
      throw new JupyterFlowException.Usage(
          command + " takes a run, and perhaps one of its jobs.",
          Remedy.of("jupyterflow " + command + " @last train"));
    }
    RunAddress address = session.runs().find(operands.getFirst());
    return operands.size() == 1
        ? address
        : new RunAddress(address.engine(), address.id(), operands.getLast());
  }

  /// The one run of a command that takes no less than a run.
  ///
  /// @param example a whole command line
  public static RunAddress wholeRun(ParseResult words, String example, Session session) {
    return wholeRun(Flags.single(words, "the run", example), example, session);
  }

  public static RunAddress wholeRun(String word, String example, Session session) {
    RunAddress address = session.runs().find(word);
    if (address.job() != null) {
      throw new JupyterFlowException.Usage(
          "'" + word + "' is one job, and this is for whole runs only.", Remedy.of(example));
    }
    return address;
  }
}
