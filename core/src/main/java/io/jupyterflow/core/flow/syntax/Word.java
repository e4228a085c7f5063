package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.brace.Braces;

/// A word of a job, or an operator of the shell's, such as `|`.
///
/// @param start where it begins in the scanned text
/// @param end where it ends
/// @param isOperator whether it is a shell's operator
/// @param braces what it is made of
public record Word(int start, int end, boolean isOperator, Braces braces) {

  /// Whether braces or keys give it a value of its own in each variant.
  public boolean varies() {
    return !(braces instanceof Braces.Text);
  }

  /// Whether it has choices of its own.
  public boolean isSweep() {
    return braces.isSweep();
  }
}
