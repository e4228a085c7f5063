package io.jupyterflow.cli.command.delete;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.RunArguments;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `delete`: removes finished runs.
public final class DeleteCommand implements CliCommand<DeleteOptions> {

  @Override
  public CommandSyntax syntax() {
    return DeleteOptions.syntax();
  }

  @Override
  public DeleteOptions options(Arguments arguments) {
    return DeleteOptions.of(arguments);
  }

  @Override
  public ExitCode run(DeleteOptions options, Session session) {
    List<JupyterFlowException> refusals = new ArrayList<>();
    Map<String, RunAddress> found = new LinkedHashMap<>();
    for (String word : options.runs()) {
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
    Set<Remedy> remedies = new LinkedHashSet<>();
    boolean refused = false;
    for (JupyterFlowException refusal : refusals) {
      message.append(message.isEmpty() ? "" : "\n").append(refusal.getMessage());
      remedies.add(refusal.remedy());
      refused |= refusal instanceof JupyterFlowException.Refused;
    }
    Remedy remedy = Remedy.none();
    for (Remedy each : remedies) {
      remedy =
          remedy.isEmpty() || each.isEmpty() ? remedy.then(each) : remedy.then("\n").then(each);
    }
    return refused
        ? new JupyterFlowException.Refused(message.toString(), remedy)
        : new JupyterFlowException.NotFound(message.toString(), remedy);
  }
}
