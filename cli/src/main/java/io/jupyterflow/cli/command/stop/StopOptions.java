package io.jupyterflow.cli.command.stop;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import java.util.List;

/// The options of `stop`.
///
/// @param run the run, as the user named it
public record StopOptions(String run) {

  static final String EXAMPLE = "jupyterflow stop @last";

  static CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax("stop", "Stop a run, and wait until it has.", "stop ID [FLAGS]");
    syntax.operands(
        "ID", "The run: its id, the beginning of it, or @last.", List.of(CommandSyntax.RUN));
    EngineFlags.addFilterTo(syntax);
    return syntax.examples("jupyterflow stop @last", "jupyterflow stop train-7f");
  }

  static StopOptions of(Arguments arguments) {
    return new StopOptions(arguments.operand("the run", EXAMPLE));
  }
}
