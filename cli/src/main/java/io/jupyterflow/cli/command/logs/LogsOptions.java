package io.jupyterflow.cli.command.logs;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.RunArguments;
import java.util.List;

/// The options of `logs`.
///
/// @param target whose output to print
/// @param follow whether to go on until the end
public record LogsOptions(RunArguments target, boolean follow) {

  static CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax("logs", "Print the output of a run or a job.", "logs ID [JOB] [FLAGS]");
    syntax.operands(
        "ID [JOB]",
        "The run, and the job whose output to print as it is; without it, all.",
        List.of(CommandSyntax.RUN_AND_JOB));
    syntax.toggle("Print output as it comes, until the end.", "-f", "--follow");
    EngineFlags.addFilterTo(syntax);
    return syntax.examples(
        "jupyterflow logs @last",
        "jupyterflow logs train-7f3k2 train-3 > train-3.log",
        "jupyterflow logs -f @last/train-3");
  }

  static LogsOptions of(Arguments arguments) {
    return new LogsOptions(RunArguments.of(arguments, "logs"), arguments.has("-f"));
  }
}
