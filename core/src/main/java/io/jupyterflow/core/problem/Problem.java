package io.jupyterflow.core.problem;

import org.jspecify.annotations.Nullable;

/// A mistake of the user or of the surroundings, as a value.
///
/// @param severity whether it stops the command
/// @param code a stable kebab-case name, part of the published `Problems` document
/// @param where the place in the user's text, or null where there is none
/// @param message what is wrong, with the actual value
/// @param hint what to do next; empty only where the message already says it
public record Problem(
    Severity severity, String code, @Nullable SourceLocation where, String message, String hint) {

  public static Problem error(
      String code, @Nullable SourceLocation where, String message, String hint) {
    return new Problem(Severity.ERROR, code, where, message, hint);
  }

  public static Problem warning(
      String code, @Nullable SourceLocation where, String message, String hint) {
    return new Problem(Severity.WARNING, code, where, message, hint);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
