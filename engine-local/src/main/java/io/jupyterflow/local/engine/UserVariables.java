package io.jupyterflow.local.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/// The variables as the user has them: `./jupyterflow` gives its own process a locale for file
/// names, and says here what there was before.
final class UserVariables {

  private static final String LOCALE = "LC_ALL";
  private static final String BEFORE = "JUPYTERFLOW_LC_ALL";

  private UserVariables() {}

  /// The variables of this process, with the locale as it was.
  static Map<String, String> of(Map<String, String> variables) {
    String before = variables.get(BEFORE);
    if (before == null) {
      return variables;
    }
    Map<String, String> own = new LinkedHashMap<>(variables);
    own.remove(BEFORE);
    if (before.isEmpty()) {
      own.remove(LOCALE);
    } else {
      own.put(LOCALE, before);
    }
    return own;
  }
}
