package io.jupyterflow.cli.command.show;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import java.util.List;

/// The options of `show`.
///
/// @param run the run, as the user named it
public record ShowOptions(String run, OutputFormat format) {

  private static final OutputFormats FORMATS =
      OutputFormats.of(
          OutputFormat.TABLE,
          OutputFormat.WIDE,
          OutputFormat.JSON,
          OutputFormat.YAML,
          OutputFormat.NAME);

  static CommandSyntax syntax() {
    CommandSyntax syntax = new CommandSyntax("show", "Show a run and its jobs.", "show ID [FLAGS]");
    syntax.operands(
        "ID", "The run: its id, the beginning of it, or @last.", List.of(CommandSyntax.RUN));
    syntax.formats(FORMATS);
    EngineFlags.addFilterTo(syntax);
    return syntax.examples(
        "jupyterflow show @last",
        "jupyterflow show train-7f -o wide       # every variant, and how long each waited",
        "jupyterflow show train-7f3k2 -o json");
  }

  static ShowOptions of(Arguments arguments) {
    OutputFormat format = arguments.format(FORMATS);
    return new ShowOptions(arguments.operand("the run", "jupyterflow show @last"), format);
  }
}
