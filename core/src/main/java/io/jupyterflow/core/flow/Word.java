package io.jupyterflow.core.flow;

import java.util.List;

/// A word of a job, or an operator of the shell's, such as `|`.
///
/// @param start where it begins in the job's text
/// @param end where it ends
/// @param isOperator whether it is a shell's operator
/// @param forms what it can be, one for each choice of its braces
record Word(int start, int end, boolean isOperator, List<Form> forms) {

  /// One thing a word can be.
  ///
  /// @param value what a program gets
  /// @param raw what a shell is given: `value` as the user quoted it
  record Form(String value, String raw) {}
}
