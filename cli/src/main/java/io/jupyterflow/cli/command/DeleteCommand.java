package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.engine.Runs;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `delete`: removes finished runs.
final class DeleteCommand implements Command {

  @Override
  public CommandSpec syntax() {
    CommandSpec spec =
        Flags.command("delete", "Remove finished runs and all they kept.", "delete ID… [FLAGS]");
    spec.addPositional(Flags.operands("ID…", "The runs: ids, their beginnings, or @last."));
    return Flags.common(
        spec,
        "jupyterflow delete train-7f3k2 prep-2b4aa",
        "jupyterflow delete $(jupyterflow ps --state failed -o name)");
  }

  @Override
  public ExitCode run(ParseResult words, Session session) {
    List<String> operands = Flags.operands(words);
    if (operands.isEmpty()) {
      throw new JupyterFlowException.Usage(
          "Name the runs to remove: jupyterflow delete train-7f3k2");
    }
    Runs runs = session.runs();
    Map<String, RunAddress> found = new LinkedHashMap<>();
    for (String word : operands) {
      RunAddress address = runs.find(word);
      if (address.job() != null) {
        throw new JupyterFlowException.Usage(
            "Only whole runs can be removed, not the job " + address + ".");
      }
      found.putIfAbsent(address.id(), address);
    }
    for (RunAddress address : found.values()) {
      address.engine().delete(address.id());
      session.result(address.id());
    }
    return ExitCode.OK;
  }
}
