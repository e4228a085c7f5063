package io.jupyterflow.cli.command.config;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import java.util.List;

/// The options of `config`.
///
/// @param strays words that are not flags; there should be none
public record ConfigOptions(OutputFormat format, List<String> strays) {

  private static final OutputFormats FORMATS =
      OutputFormats.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.YAML);

  static CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax(
            "config", "Show the settings in force and their origin.", "config [FLAGS]");
    syntax.formats(FORMATS);
    syntax.strays();
    return syntax.examples(
        "jupyterflow config", "JUPYTERFLOW_CONFIG_FILE=team.yaml jupyterflow config -o json");
  }

  static ConfigOptions of(Arguments arguments) {
    return new ConfigOptions(arguments.format(FORMATS), arguments.operands());
  }
}
