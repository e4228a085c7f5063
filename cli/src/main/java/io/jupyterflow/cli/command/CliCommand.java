package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.Session;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One command of the program: what it takes, and what it does.
public interface CliCommand {

  /// Its flags, its operands, its help. Built by hand rather than read from annotations, which
  /// would double the start of the program.
  CommandSpec syntax();

  /// What to write in the place of a flag that this command has not, though another has and a user
  /// may expect it here: a sentence, or empty.
  ///
  /// @param flag as it was typed: `--id`
  default String inPlaceOf(String flag) {
    return "";
  }

  /// Does it.
  ///
  /// @throws io.jupyterflow.core.problem.JupyterFlowException for all that can go wrong
  ExitCode run(ParseResult words, Session session);
}
