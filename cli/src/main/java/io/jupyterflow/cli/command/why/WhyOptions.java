package io.jupyterflow.cli.command.why;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.RunArguments;
import java.util.List;

/// The options of `why`.
///
/// @param target the run or the job to explain
public record WhyOptions(RunArguments target) {

  static CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax("why", "Say why a run or a job failed, and what to do.", "why ID [JOB]");
    syntax.operands(
        "ID [JOB]", "The run, and perhaps one of its jobs.", List.of(CommandSyntax.RUN_AND_JOB));
    EngineFlags.addFilterTo(syntax);
    return syntax.examples("jupyterflow why @last", "jupyterflow why train-7f3k2 train-3");
  }

  static WhyOptions of(Arguments arguments) {
    return new WhyOptions(RunArguments.of(arguments, "why"));
  }
}
