package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.Session;
import java.util.List;

/// One command of the program: what it takes, and what it does.
///
/// Its class, its options and their tests are in a package of its name. The options' class declares
/// the syntax and reads it, each in one method.
///
/// @param <O> its options: what was typed, as values. A record
public interface CliCommand<O> {

  /// Its flags, its operands, its help.
  CommandSyntax syntax();

  /// Reads what was typed.
  ///
  /// @throws io.jupyterflow.core.problem.JupyterFlowException.Usage where that makes no sense,
  ///   whatever the state of engines and files
  O options(Arguments arguments);

  /// What to write instead of a flag that this command doesn't have, though another has it and a
  /// user may expect it here: a sentence, or empty.
  ///
  /// @param flag as it was typed: `--id`
  default String alternativeTo(String flag) {
    return "";
  }

  /// Whether completion may offer a word after the words before it. A command says no where it
  /// would refuse the word only because of them.
  ///
  /// @param candidate a flag, or a value of the flag that `before` ends with
  /// @param before what is typed behind the command's name
  default boolean allows(String candidate, List<String> before) {
    return true;
  }

  /// Does it.
  ///
  /// @throws io.jupyterflow.core.problem.JupyterFlowException for all that can go wrong
  ExitCode run(O options, Session session);
}
