package io.jupyterflow.core.problem;

/// What is said of the one character that no command, argument or variable can hold: the system
/// ends each of them at it.
public final class NulCharacter {

  private NulCharacter() {}

  /// The problem of one that is there.
  public static Problem at(SourceLocation where) {
    return Problem.error(
        "nul-character",
        where,
        "a NUL character can't be part of a command, an argument or a variable",
        "remove it; a job that needs one can make it itself: printf '\\0'");
  }
}
