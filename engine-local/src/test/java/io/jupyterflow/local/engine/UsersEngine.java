package io.jupyterflow.local.engine;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// The engine of a user with a home of its own, and otherwise the variables of this process.
final class UsersEngine {

  private UsersEngine() {}

  /// @param work where jobs run
  static LocalEngine of(Path home, Path work) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.put("HOME", home.toString());
    return new LocalEngine(variables, work, Clock.systemUTC());
  }
}
