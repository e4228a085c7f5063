package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.program.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Only `cli` puts what users can do into command lines. The other modules name it as an action of
/// a remedy, so that a page can offer it in another form.
class CommandWordsTest {

  /// Files that no front end words, each with what they write.
  private static final Map<String, String> WRITTEN_AS_TEXT =
      Map.of(
          "Journal.java",
          "the supervisor writes its notice into the folder of the run, which programs of other"
              + " versions read as text");

  private static final Pattern COMMENT = Pattern.compile("(?m)^ *//.*$");

  /// Where a literal goes on in the next line.
  private static final Pattern SEAM = Pattern.compile("\"\\s*\\+\\s*\"");

  private static final Pattern COMMAND =
      Pattern.compile(
          Commands.ALL.stream()
              .map(Commands.Entry::name)
              .collect(Collectors.joining("|", "jupyterflow (", ")\\b|--engine [a-z]+")));

  @Test
  void onlyTheCommandLineWordsCommands() throws IOException {
    Map<String, String> found = new TreeMap<>();
    int seen = 0;
    for (Path file : Checkout.files(".")) {
      Path path = Checkout.ROOT.relativize(file);
      if (!path.toString().contains("/src/main/java/") || path.startsWith("cli")) {
        continue;
      }
      seen++;
      String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
      Matcher command = COMMAND.matcher(SEAM.matcher(code).replaceAll(""));
      if (command.find()) {
        found.put(String.valueOf(path.getFileName()), command.group());
      }
    }
    assertThat(seen).isGreaterThan(300);
    assertThat(found).containsOnlyKeys(WRITTEN_AS_TEXT.keySet());
  }
}
