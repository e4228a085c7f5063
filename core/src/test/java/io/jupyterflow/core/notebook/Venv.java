package io.jupyterflow.core.notebook;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A Python environment with real packages, made once for a checkout and kept under its `target`.
public record Venv(Path folder) {

  /// The environment that holds what `pip install` gets for these words. One thread at a time: a
  /// file's lock is for whole processes.
  public static synchronized Venv with(String... requirements) throws IOException {
    List<String> words = List.of(requirements);
    Path home = Path.of("..", "target", "venvs").toAbsolutePath().normalize();
    Files.createDirectories(home);
    Venv venv = new Venv(home.resolve("v" + Integer.toHexString(words.hashCode())));
    Path ready = venv.folder.resolve("ready");
    // Modules are tested in processes of their own, perhaps at the same time.
    try (FileChannel channel =
            FileChannel.open(
                home.resolve(venv.folder.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid() || !Files.exists(ready)) {
        call(List.of("python3", "-m", "venv", "--clear", venv.folder.toString()));
        if (!words.isEmpty()) {
          List<String> install =
              new ArrayList<>(List.of(venv.python(), "-m", "pip", "install", "-q"));
          install.addAll(words);
          call(install);
        }
        Files.createFile(ready);
      }
    }
    return venv;
  }

  public String python() {
    return bin().resolve("python").toString();
  }

  public Path bin() {
    return folder.resolve("bin");
  }

  private static void call(List<String> argv) throws IOException {
    Process process = new ProcessBuilder(argv).inheritIO().start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", argv) + " ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new InterruptedIOException(String.join(" ", argv));
    }
  }
}
