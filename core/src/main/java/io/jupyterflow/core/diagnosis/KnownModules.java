package io.jupyterflow.core.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Names of Python modules that are known, from `modules.txt`, which says where they are from.
///
/// @param packages the distribution to install, by module
/// @param python2 what Python 3 calls it, by module
/// @param standard modules of Python itself, of any version
/// @param own what people call modules of their own
record KnownModules(
    Map<String, String> packages,
    Map<String, String> python2,
    Set<String> standard,
    Set<String> own) {

  private static final String FILE = "modules.txt";

  static KnownModules read() {
    Map<String, Map<String, String>> kinds = new HashMap<>();
    for (String line : text().lines().toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> words = List.of(line.split(" ", -1));
      Map<String, String> kind = kinds.computeIfAbsent(words.getFirst(), k -> new HashMap<>());
      if (words.getFirst().equals("package") || words.getFirst().equals("python2")) {
        kind.put(words.get(1), words.get(2));
      } else {
        words.subList(1, words.size()).forEach(name -> kind.put(name, name));
      }
    }
    return new KnownModules(
        kinds.getOrDefault("package", Map.of()),
        kinds.getOrDefault("python2", Map.of()),
        kinds.getOrDefault("standard", Map.of()).keySet(),
        kinds.getOrDefault("own", Map.of()).keySet());
  }

  private static String text() {
    try (InputStream in = KnownModules.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The name to install a module by.
  String distribution(String module) {
    return packages.getOrDefault(module, module);
  }
}
