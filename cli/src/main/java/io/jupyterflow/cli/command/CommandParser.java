package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.EngineNames;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// Reads what is typed behind a command by its syntax, and writes its help.
///
/// The library that parses is seen only here, in [CommandSyntax], in [Arguments] and in
/// [ArgumentChecks].
public final class CommandParser {

  private static final int HELP_WIDTH = 90;

  private final CliCommand<?> command;
  private final CommandLine parser;

  public CommandParser(CliCommand<?> command) {
    this.command = command;
    this.parser = new CommandLine(command.syntax().spec());
    parser.setExpandAtFiles(false);
    parser.setInterpolateVariables(false);
    parser.setUsageHelpWidth(HELP_WIDTH);
  }

  /// The help of the command, in lines.
  ///
  /// @param engines whose names it lists
  public String help(Engines engines) {
    return parser.getUsageMessage(Ansi.OFF).replace(EngineFlags.ENGINES, EngineNames.all(engines));
  }

  /// Sorts words into flags and operands.
  ///
  /// @throws JupyterFlowException.Usage where they do not fit the syntax
  public Arguments parse(List<String> words) {
    parser.setAllowOptionsAsOptionParameters(hasAttachedOption(words));
    try {
      return new Arguments(parser.parseArgs(words.toArray(new String[0])));
    } catch (CommandLine.ParameterException e) {
      throw ArgumentChecks.explained(e, parser.getCommandSpec(), command);
    }
  }

  /// Whether a value that looks like an option is attached to its flag, `-c=--help`: then nobody
  /// has forgotten the value.
  private static boolean hasAttachedOption(List<String> words) {
    for (String word : words) {
      int equals = word.indexOf('=');
      if (word.startsWith("-") && equals > 0 && word.startsWith("-", equals + 1)) {
        return true;
      }
    }
    return false;
  }
}
