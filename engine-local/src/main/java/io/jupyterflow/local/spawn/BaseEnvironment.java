package io.jupyterflow.local.spawn;

import io.jupyterflow.core.environment.ShellNames;
import io.jupyterflow.core.environment.UserVariables;
import io.jupyterflow.local.process.ProcessTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The variables all jobs of a run share, byte for byte as the supervisor got them. Names and
/// values are Latin-1 strings of the raw bytes: they need not be text in any encoding.
public final class BaseEnvironment {

  private final Map<String, String> variables;

  private BaseEnvironment(Map<String, String> variables) {
    this.variables = variables;
  }

  /// What this process itself was started with, `JUPYTERFLOW_` variables left out.
  public static BaseEnvironment ofThisProcess() {
    try {
      return of(Files.readAllBytes(Path.of("/proc/self/environ")));
    } catch (IOException e) {
      throw new IllegalStateException("/proc/self/environ can't be read", e);
    }
  }

  static BaseEnvironment of(byte[] environ) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String entry : new String(environ, StandardCharsets.ISO_8859_1).split("\0", -1)) {
      int equals = entry.indexOf('=', 1);
      if (equals > 0) {
        found.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    UserVariables.toUsers(found);
    found.keySet().removeIf(name -> name.startsWith("JUPYTERFLOW_"));
    return new BaseEnvironment(found);
  }

  /// These variables with others over them.
  public BaseEnvironment with(Map<String, String> others) {
    Map<String, String> both = new LinkedHashMap<>(variables);
    others.forEach((name, value) -> both.put(ProcessTable.raw(name), ProcessTable.raw(value)));
    return new BaseEnvironment(both);
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /// `name=value` of each, raw.
  public List<byte[]> entries() {
    List<byte[]> entries = new ArrayList<>(variables.size());
    variables.forEach(
        (name, value) -> entries.add((name + "=" + value).getBytes(StandardCharsets.ISO_8859_1)));
    return entries;
  }

  /// Whether there are variables with names that only bash passes on (`my.key`, its own exported
  /// functions): see [JobLauncher#shell].
  public boolean hasOddNames() {
    for (String name : variables.keySet()) {
      if (!ShellNames.isName(name)) {
        return true;
      }
    }
    return false;
  }
}
