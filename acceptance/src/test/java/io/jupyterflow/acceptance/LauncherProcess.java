package io.jupyterflow.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The checkout's `./jupyterflow`, built.
final class LauncherProcess {
  /// How a program ended and what it printed.
  record Outcome(int status, String out, String err) {}

  private static final class Built {
    /// Its path; the first use builds it, with the caller's own home and Maven repository.
    static final Path LAUNCHER = build();

    private static Path build() {
      Path launcher = Checkout.ROOT.resolve("jupyterflow");
      Outcome outcome =
          LauncherProcess.run(Checkout.ROOT, Map.of(), List.of(launcher.toString(), "--version"));
      if (outcome.status() != 0) {
        throw new IllegalStateException("./jupyterflow does not build:\n" + outcome.err());
      }
      return launcher;
    }
  }

  private LauncherProcess() {}

  /// The path of the launcher, built and up to date.
  static Path path() {
    return Built.LAUNCHER;
  }

  /// Runs a program to its end, its input empty.
  static Outcome run(Path folder, Map<String, String> environment, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      String[] err = {""};
      Thread reader = Thread.ofVirtual().start(() -> err[0] = text(process.getErrorStream()));
      String out = text(process.getInputStream());
      reader.join();
      return new Outcome(process.waitFor(), out, err[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
