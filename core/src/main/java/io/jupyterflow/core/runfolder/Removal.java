package io.jupyterflow.core.runfolder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Removes the folders of runs: first out of sight in one step, then file by file, so that nobody
/// ever sees half a run.
public final class Removal {

  private Removal() {}

  /// Takes a run out of sight.
  ///
  /// @return what must be removed now
  public static Path hidden(RunFolder folder) throws IOException {
    Path gone = folder.path().resolveSibling("." + folder.id() + "-" + UUID.randomUUID());
    return Files.move(folder.path(), gone, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Removes a folder with all that is in it; one that is not there is no error.
  public static void all(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
