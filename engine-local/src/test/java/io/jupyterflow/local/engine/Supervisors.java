package io.jupyterflow.local.engine;

import io.jupyterflow.core.fixture.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The supervisors that run now.
final class Supervisors {

  private Supervisors() {}

  /// The command lines of those of one home, by pid.
  static Map<Long, String> of(Path home) throws IOException {
    Map<Long, String> found = new TreeMap<>();
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        String line = name.matches("[0-9]+") ? read(entry.resolve("cmdline")) : "";
        if (line.contains("SupervisorMain") && line.contains(home.toString())) {
          found.put(Long.valueOf(name), line);
        }
      }
    }
    return found;
  }

  /// The same, once there is one. While a process becomes another program, as the shell that starts
  /// ours does, the kernel shows no words of it.
  static Map<Long, String> awaited(Path home) throws IOException {
    Map<Long, String> found = new TreeMap<>();
    Until.holds(
        "a supervisor",
        () -> {
          found.putAll(of(home));
          return !found.isEmpty();
        });
    return found;
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
