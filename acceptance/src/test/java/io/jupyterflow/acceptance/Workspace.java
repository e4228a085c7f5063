package io.jupyterflow.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A user's place: a copy of the checkout's examples with `jupyterflow` beside them and on PATH,
/// and an empty home. Closing it stops every run that was left.
record Workspace(Path folder, Path home) implements AutoCloseable {
  static Workspace create(Path parent) throws IOException {
    Path folder = Files.createDirectories(parent.resolve("checkout"));
    Path home = Files.createDirectories(parent.resolve("home"));
    Files.createSymbolicLink(folder.resolve("jupyterflow"), LauncherProcess.path());
    for (Path file : Checkout.files("examples")) {
      Path target = folder.resolve(Checkout.ROOT.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    return new Workspace(folder, home);
  }

  /// What a shell in here gets on top of the caller's variables.
  Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    variables.put("HOME", home.toString());
    variables.put("PATH", folder + ":" + System.getenv("PATH"));
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("TZ", "UTC");
    variables.put("TERM", "dumb");
    variables.put("COLUMNS", "100");
    String cache = System.getenv("PIP_CACHE_DIR");
    variables.put("PIP_CACHE_DIR", cache != null ? cache : System.getenv("HOME") + "/.cache/pip");
    return variables;
  }

  /// Runs `jupyterflow` with these arguments.
  LauncherProcess.Outcome jupyterflow(String... arguments) {
    List<String> command = new ArrayList<>(List.of(LauncherProcess.path().toString()));
    command.addAll(List.of(arguments));
    return LauncherProcess.run(folder, environment(), command);
  }

  @Override
  public void close() {
    if (Files.isDirectory(home.resolve(".jupyterflow"))) {
      for (String id : jupyterflow("ps", "-o", "name").out().lines().toList()) {
        jupyterflow("stop", id);
      }
    }
  }
}
