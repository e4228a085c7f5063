package io.jupyterflow.cli.command.watch;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import java.util.List;

/// The options of `watch`.
///
/// @param run the run, as the user named it
/// @param quiet whether to show nothing while it runs
/// @param logs whether to show the output of all jobs, however many there are
public record WatchOptions(String run, OutputFormat format, boolean quiet, boolean logs) {

  static final String EXAMPLE = "jupyterflow watch @last";

  private static final OutputFormats FORMATS =
      OutputFormats.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.YAML);

  static CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax("watch", "Follow a run until it is over.", "watch ID [FLAGS]");
    syntax.operands(
        "ID", "The run: its id, the beginning of it, or @last.", List.of(CommandSyntax.RUN));
    syntax.formats("Print each change as", FORMATS);
    syntax.toggle("Show nothing while it runs.", "-q", "--quiet");
    syntax.toggle("Show the output of all jobs, however many.", "--logs");
    EngineFlags.addFilterTo(syntax);
    return syntax.examples(
        "jupyterflow watch @last",
        "jupyterflow watch @last -o json | jq -r '.jobs[] | select(.state == \"failed\") | .name'");
  }

  static WatchOptions of(Arguments arguments) {
    OutputFormat format = arguments.format(FORMATS);
    return new WatchOptions(
        arguments.operand("the run", EXAMPLE),
        format,
        arguments.has("-q"),
        arguments.has("--logs"));
  }
}
