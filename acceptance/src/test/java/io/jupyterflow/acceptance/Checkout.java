package io.jupyterflow.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checkout that these tests belong to.
final class Checkout {
  /// Its root: the nearest folder upwards that holds `jupyterflow`.
  static final Path ROOT = root();

  private Checkout() {}

  /// Every file of the project below `folder`, without what builds, tools and git make.
  static List<Path> files(String folder) {
    try (Stream<Path> walk = Files.walk(ROOT.resolve(folder))) {
      return walk.filter(Files::isRegularFile).filter(Checkout::isSource).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSource(Path file) {
    for (Path part : ROOT.relativize(file)) {
      switch (part.toString()) {
        case "target", ".git", ".venv", "__pycache__", ".ipynb_checkpoints", ".idea" -> {
          return false;
        }
        default -> {}
      }
    }
    return true;
  }

  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("jupyterflow")) && Files.exists(at.resolve("mvnw"))) {
        return at;
      }
    }
    throw new IllegalStateException("not run inside a checkout: " + Path.of("").toAbsolutePath());
  }
}
