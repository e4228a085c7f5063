package io.jupyterflow.core.runfolder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// What one attempt leaves behind.
public record AttemptFolder(Path path) {

  public Path log() {
    return path.resolve("log");
  }

  public Path started() {
    return path.resolve("started");
  }

  public Path exit() {
    return path.resolve("exit");
  }

  /// Where the job may write metrics as JSON lines; `JUPYTERFLOW_METRICS`.
  public Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  /// Whether a launcher has begun; it may not have said yet which one.
  public boolean hasStarted() {
    return Files.exists(started());
  }

  /// What the launcher that began wrote about itself; each engine has its own form.
  ///
  /// @return nothing where none began
  public Optional<String> launcher() throws IOException {
    return text(started());
  }

  /// The status the launcher wrote, as a POSIX shell reports it.
  ///
  /// @return nothing where there is none, or its line has no end
  public Optional<Integer> exitCode() throws IOException {
    Optional<String> text = text(exit());
    if (text.isEmpty() || !text.get().endsWith("\n")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Integer.parseInt(text.get().strip()));
    } catch (NumberFormatException torn) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }
}
