package io.jupyterflow.core.runfolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/// Files that others read while they are written.
public final class AtomicFile {

  private AtomicFile() {}

  /// Writes a file whole or not at all; a disk that is full keeps nothing of it. Until then, what
  /// is written has a name next to it that begins with a dot.
  public static void write(Path file, String text) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID());
    try {
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException full) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException left) {
        full.addSuppressed(left);
      }
      throw full;
    }
  }
}
