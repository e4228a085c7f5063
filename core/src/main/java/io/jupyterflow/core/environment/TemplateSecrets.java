package io.jupyterflow.core.environment;

/// Looks for secrets in values whose names say nothing about them, and which may be templates:
/// annotations, as those by which a vault's agent is told what to write.
public final class TemplateSecrets {

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private TemplateSecrets() {}

  /// Whether the value holds a secret. What a template fills in is not there yet.
  public static boolean isIn(String value) {
    StringBuilder known = new StringBuilder();
    int from = 0;
    int open = value.indexOf(OPEN);
    while (open >= 0) {
      known.append(value, from, open).append("$X"); // as a reference
      int close = value.indexOf(CLOSE, open);
      from = close < 0 ? value.length() : close + CLOSE.length();
      open = value.indexOf(OPEN, from);
    }
    return Secrets.isSecret("value", known.append(value, from, value.length()).toString());
  }
}
