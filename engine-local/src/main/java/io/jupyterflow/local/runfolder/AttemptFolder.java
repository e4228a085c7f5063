package io.jupyterflow.local.runfolder;

import io.jupyterflow.local.process.ProcessIdentity;
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

  /// The launcher that began.
  ///
  /// @return nothing where none did, or its file is torn
  public Optional<ProcessIdentity> launcher() throws IOException {
    return text(started()).flatMap(ProcessIdentity::parse);
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
