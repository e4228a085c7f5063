package io.jupyterflow.cli.command.env;

import io.jupyterflow.cli.command.ArgumentChecks;
import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.List;

/// The options of `env show`.
///
/// @param engine where the jobs would run
public record EnvOptions(OutputFormat format, EngineFlags engine) {

  private static final List<String> ACTIONS = List.of("show");

  private static final String WRITE = "write jupyterflow env show; it takes flags only";

  private static final OutputFormats FORMATS =
      OutputFormats.of(OutputFormat.TABLE, OutputFormat.WIDE, OutputFormat.JSON, OutputFormat.YAML);

  static CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax("env", "Show what jobs would have, and why.", "env show [FLAGS]");
    syntax.operands("show", "What to do; there is nothing else yet.", ACTIONS);
    EngineFlags.addTo(syntax);
    syntax.formats(FORMATS);
    return syntax.examples(
        "jupyterflow env show",
        "jupyterflow env show -o wide             # whole values, and where each was found",
        "jupyterflow env show --engine local -o json");
  }

  static EnvOptions of(Arguments arguments) {
    List<String> operands = arguments.operands();
    if (!operands.isEmpty() && !ACTIONS.contains(operands.getFirst())) {
      throw ArgumentChecks.unknown("command", "env ", operands.getFirst(), ACTIONS, WRITE);
    }
    if (operands.size() != 1) {
      throw new JupyterFlowException.Usage("env takes one action.", Remedy.of(WRITE));
    }
    return new EnvOptions(arguments.format(FORMATS), EngineFlags.of(arguments));
  }
}
