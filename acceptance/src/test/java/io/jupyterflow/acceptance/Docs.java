package io.jupyterflow.acceptance;

import io.jupyterflow.acceptance.transcript.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The project's documents.
final class Docs {
  private Docs() {}

  /// Every Markdown file of the project.
  static List<Path> all() {
    List<Path> found = new ArrayList<>();
    for (Path file : Checkout.files(".")) {
      if (file.toString().endsWith(".md")) {
        found.add(file.normalize());
      }
    }
    return found;
  }

  /// Those that show commands. README.ko.md has the very blocks of README.md (a test holds that),
  /// so its commands are run once.
  static List<Path> withCommands() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path file : all()) {
      if (!file.endsWith("README.ko.md") && new Transcript(file).size() > 0) {
        found.add(file);
      }
    }
    return found;
  }
}
