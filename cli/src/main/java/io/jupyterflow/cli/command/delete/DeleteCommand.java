package io.jupyterflow.cli.command.delete;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.RunArguments;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `delete`: removes finished runs.
public final class DeleteCommand implements CliCommand<Arguments> {

  @Override
  public CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax(
            "delete", "Remove finished runs and all they kept.", "delete ID… [FLAGS]");
    syntax.operands("ID…", "The runs: ids, their beginnings, or @last.");
    EngineFlags.addFilterTo(syntax);
    return syntax.examples(
        "jupyterflow delete train-7f3k2 prep-2b4aa",
        "jupyterflow delete $(jupyterflow ps --state failed -o name)");
  }

  @Override
  public Arguments options(Arguments arguments) {
    return arguments;
  }

  @Override
  public ExitCode run(Arguments words, Session session) {
    List<String> operands = words.operands();
    if (operands.isEmpty()) {
      throw new JupyterFlowException.Usage(
          "Name the runs to remove: jupyterflow delete train-7f3k2");
    }
    List<JupyterFlowException> refusals = new ArrayList<>();
    Map<String, RunAddress> found = new LinkedHashMap<>();
    for (String word : operands) {
      try {
        RunAddress address = RunArguments.wholeRun(word, "jupyterflow delete ID…", session);
        found.putIfAbsent(address.id(), address);
      } catch (JupyterFlowException.NotFound e) {
        refusals.add(e);
      }
    }
    for (RunAddress address : found.values()) {
      try {
        address.engine().delete(address.id());
        session.result(address.id());
      } catch (JupyterFlowException.NotFound | JupyterFlowException.Refused e) {
        refusals.add(e);
      }
    }
    if (!refusals.isEmpty()) {
      throw together(refusals);
    }
    return ExitCode.OK;
  }

  /// All refusals as one: the runs that could be removed are.
  private static JupyterFlowException together(List<JupyterFlowException> refusals) {
    if (refusals.size() == 1) {
      return refusals.getFirst();
    }
    StringBuilder message = new StringBuilder();
    boolean refused = false;
    for (JupyterFlowException refusal : refusals) {
      message.append(message.isEmpty() ? "" : "\n").append(refusal.getMessage());
      refused |= refusal instanceof JupyterFlowException.Refused;
    }
    return refused
        ? new JupyterFlowException.Refused(message.toString())
        : new JupyterFlowException.NotFound(message.toString());
  }
}
