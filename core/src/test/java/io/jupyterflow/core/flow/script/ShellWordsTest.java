package io.jupyterflow.core.flow.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {

  /// Do the same as the programs.
  private static final List<String> LIKE_PROGRAMS = List.of("true", "false");

  private static List<String> lines(String... command) throws IOException {
    Process process = new ProcessBuilder(command).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  @Test
  void everyBuiltinOfBashIsKnown() throws IOException {
    List<String> builtins = lines("bash", "-c", "compgen -b");
    assertThat(builtins).contains("cd", "mapfile");
    assertThat(builtins)
        .filteredOn(word -> !LIKE_PROGRAMS.contains(word))
        .allMatch(ShellWords::isBuiltin);
  }

  @Test
  void noProgramReplacesWhatOnlyAShellKnows() throws IOException {
    for (String word : lines("bash", "-c", "compgen -b; compgen -k")) {
      if (ShellWords.isOnlyShell(word)) {
        assertThat(lines("bash", "-c", "type -tP -- \"$0\"", word))
            .as("a program called " + word)
            .allMatch(path -> path.endsWith("/sh") || path.isEmpty());
      }
    }
  }
}
