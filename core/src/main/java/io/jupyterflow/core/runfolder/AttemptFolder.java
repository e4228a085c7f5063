package io.jupyterflow.core.runfolder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one attempt leaves behind.
///
/// Its status is in `exit`; or, where the disk had no room for another file when it ended, in the
/// second line of `started`, whose block of the disk has room for that since the attempt began. So
/// its end is known also where nobody else saw it.
public record AttemptFolder(Path path) {

  public Path log() {
    return path.resolve("log");
  }

  /// The beginning of an output that is whole in another place only, its pod's log: there is no
  /// [#log] then. Empty where nothing of it could be kept.
  public Path part() {
    return path.resolve("log.part");
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
    Optional<String> text = text(started());
    int end = text.isEmpty() ? -1 : text.get().indexOf('\n');
    return end < 0 ? text : Optional.of(text.get().substring(0, end + 1));
  }

  /// The status the launcher wrote, as a POSIX shell reports it.
  ///
  /// @return nothing where there is none, or its line has no end
  public Optional<Integer> exitCode() throws IOException {
    Integer code = number(text(exit()).orElse(""));
    if (code == null) {
      String started = text(started()).orElse("");
      code = number(started.substring(started.indexOf('\n') + 1));
    }
    return Optional.ofNullable(code);
  }

  private static @Nullable Integer number(String line) {
    if (!line.endsWith("\n")) {
      return null;
    }
    try {
      return Integer.valueOf(line.strip());
    } catch (NumberFormatException torn) {
      return null;
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
