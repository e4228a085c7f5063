package io.jupyterflow.cli.command.delete;

import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Flags;
import io.jupyterflow.cli.command.RunArguments;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `delete`: removes finished runs.
public final class DeleteCommand implements CliCommand {

  @Override
  public CommandSpec syntax() {
    CommandSpec spec =
        Flags.command("delete", "Remove finished runs and all they kept.", "delete ID… [FLAGS]");
    spec.addPositional(Flags.operands("ID…", "The runs: ids, their beginnings, or @last."));
    EngineFlags.addWhose(spec);
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
          "There is no run to remove.",
          Remedy.of("name the runs: ", ActionKind.DELETE_RUN, "train-7f3k2"));
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
