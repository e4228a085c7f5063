package io.jupyterflow.kubernetes.cause;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What an interpreter of this container says of itself and of a module: jobs have another
/// container.
///
/// @param module where it is, or empty
/// @param prefix where the interpreter and its packages are
/// @param isVirtual whether that is a virtual environment
/// @param users where `pip install --user` puts packages; empty where the interpreter doesn't look
///   there, or is one that pip leaves to the system
record PythonHere(String module, String prefix, boolean isVirtual, String users) {

  private static final int PATIENCE_SECONDS = 10;
  private static final int MOST_BYTES = 64 * 1024;

  private static final String QUESTION =
      """
      import importlib.util, os, site, sys, sysconfig
      try:
          found = importlib.util.find_spec(sys.argv[1])
      except Exception:
          found = None
      places = []
      if found is not None:
          places = [found.origin] + list(found.submodule_search_locations or [])
      places = [place for place in places if place and os.path.exists(place)]
      managed = os.path.exists(os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED"))
      users = site.getusersitepackages() if site.ENABLE_USER_SITE and not managed else ""
      virtual = sys.prefix != sys.base_prefix
      place = places[0] if places else ""
      sys.stdout.write("\\n".join([place, sys.prefix, str(virtual), users, ""]))
      """;

  /// Asks one; nothing where there is none here, or it doesn't answer.
  ///
  /// @param variables that it is to have
  static Optional<PythonHere> ask(String python, String module, Map<String, String> variables) {
    try {
      ProcessBuilder builder = new ProcessBuilder(List.of(python, "-c", QUESTION, module));
      // what is in the working directory would be found, too
      builder.directory(new File("/"));
      builder.environment().clear();
      builder.environment().putAll(variables);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      process.getOutputStream().close();
      try (InputStream output = process.getInputStream()) {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return Optional.empty();
        }
        return of(new String(output.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static Optional<PythonHere> of(String answer) {
    List<String> lines = answer.lines().toList();
    return lines.size() < 4
        ? Optional.empty()
        : Optional.of(
            new PythonHere(lines.get(0), lines.get(1), lines.get(2).equals("True"), lines.get(3)));
  }
}
