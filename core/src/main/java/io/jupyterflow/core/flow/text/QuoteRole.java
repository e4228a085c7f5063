package io.jupyterflow.core.flow.text;

/// The part one character plays in quoting.
public enum QuoteRole {
  /// White space that separates words.
  SPACE,
  /// The line end that ends a command of a script.
  LINE,
  /// A comment, or the lines of a here-document: no word of any command.
  ASIDE,
  /// An unquoted character: operators, braces and globs are made of these.
  PLAIN,
  /// A character that stands for itself, because of quotes or a backslash.
  QUOTED,
  /// A quote, a backslash or a continued line: gone once the word is unquoted.
  SYNTAX,
  /// `$`, a backtick, or inside of `$(…)`, `${…}` and backticks: a shell's business.
  ACTIVE,
  /// What only looks like `>>`, already reported: read as the operator it was meant to be.
  ARROW
}
