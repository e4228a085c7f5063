package io.jupyterflow.core.problem;

import org.jspecify.annotations.Nullable;

/// A mistake of the user or of the surroundings, as a value.
///
/// @param severity whether it stops the command
/// @param code a stable kebab-case name, part of the published `Problems` document
/// @param where the place in the user's text, or null where there is none
/// @param message what is wrong, with the actual value
/// @param remedy what to do next; empty only where the message already says it
public record Problem(
    Severity severity, String code, @Nullable SourceLocation where, String message, Remedy remedy) {

  public static Problem error(
      String code, @Nullable SourceLocation where, String message, Remedy remedy) {
    return new Problem(Severity.ERROR, code, where, message, remedy);
  }

  /// An error whose remedy is words alone.
  public static Problem error(
      String code, @Nullable SourceLocation where, String message, String hint) {
    return error(code, where, message, Remedy.of(hint));
  }

  public static Problem warning(
      String code, @Nullable SourceLocation where, String message, Remedy remedy) {
    return new Problem(Severity.WARNING, code, where, message, remedy);
  }

  /// A warning whose remedy is words alone.
  public static Problem warning(
      String code, @Nullable SourceLocation where, String message, String hint) {
    return warning(code, where, message, Remedy.of(hint));
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
