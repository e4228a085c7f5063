package io.jupyterflow.core.environment;

import java.util.regex.Pattern;

/// The one rule for what looks like a secret, by its name.
public final class Secrets {

  /// Shown in place of a secret's value.
  public static final String REDACTED = "***";

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(^|[_.-])(token|password|passwd|pwd|secret|credentials?|api[_.-]?key|access[_.-]?key"
              + "|private[_.-]?key|auth)($|[_.-])|token$|password$|secret$|apikey$");

  private Secrets() {}

  /// Whether a variable or hyperparameter of this name probably holds a secret.
  public static boolean isSecretName(String name) {
    return NAME.matcher(name).find();
  }
}
