package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// No engine's name decides anything outside of the engine: all others ask its descriptor.
class EngineNamesTest {

  /// Where the literal is no engine's name, or the engine's own.
  private static final Map<String, String> ALLOWED =
      Map.of(
          "ShellWords.java", "local is a builtin of shells",
          "LocalEngine.java", "the engine's own name",
          "WorkflowReader.java", "the engine's own name");

  private static final Pattern NAME = Pattern.compile("\"(argo|local)\"");
  private static final Pattern COMMENT = Pattern.compile("(?m)^ *//.*$");

  @Test
  void onlyAnEngineKnowsItsName() throws IOException {
    Set<String> found = new TreeSet<>();
    int seen = 0;
    for (Path file : Checkout.files(".")) {
      Path path = Checkout.ROOT.relativize(file);
      if (path.toString().contains("/src/main/java/")) {
        seen++;
        String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
        if (NAME.matcher(code).find()) {
          found.add(String.valueOf(path.getFileName()));
        }
      }
    }
    assertThat(seen).isGreaterThan(400);
    assertThat(found).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
  }
}
