package io.jupyterflow.cli.command.delete;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.List;

/// The options of `delete`.
///
/// @param runs as the user named them
public record DeleteOptions(List<String> runs) {

  static CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax(
            "delete", "Remove finished runs and all they kept.", "delete ID… [FLAGS]");
    syntax.operands(
        "ID…", "The runs: ids, their beginnings, or @last.", List.of(CommandSyntax.RUNS));
    EngineFlags.addFilterTo(syntax);
    return syntax.examples(
        "jupyterflow delete train-7f3k2 prep-2b4aa",
        "jupyterflow delete $(jupyterflow ps --state failed -o name)");
  }

  static DeleteOptions of(Arguments arguments) {
    List<String> runs = arguments.operands();
    if (runs.isEmpty()) {
      throw new JupyterFlowException.Usage(
          "There is no run to remove.",
          Remedy.of("name the runs: ", ActionKind.DELETE_RUN, "train-7f3k2"));
    }
    return new DeleteOptions(runs);
  }
}
