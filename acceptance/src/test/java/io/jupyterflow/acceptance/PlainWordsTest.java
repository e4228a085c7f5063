package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Documents and messages are in plain words: `plain-words.txt` lists some that are not.
class PlainWordsTest {

  /// Where code is read, too, besides all documents: files and folders. In Java files, comments and
  /// strings are read.
  private static final List<String> CODE =
      List.of(
          ".ci",
          ".devcontainer",
          "bench",
          "deploy",
          "dist",
          "e2e/check",
          "e2e/cluster",
          "e2e/cluster.d",
          "examples",
          "jupyterflow",
          "mvnw",
          "python",
          "ruff.toml",
          "scripts");

  /// A comment of a Java file, and the end of a line before one.
  private static final Pattern COMMENT = Pattern.compile("(?m)^ *//.*$| // .*$");

  /// Where the word is part of a code that documents carry.
  private static final List<String> CODES = List.of("CronSchedules.java");

  private final PlainWords words = PlainWords.read();

  @Test
  void documentsUsePlainWords() throws IOException {
    assertThat(findings(Docs.all())).isEmpty();
  }

  @Test
  void codeUsesPlainWords() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String place : CODE) {
      files.addAll(Checkout.files(place));
    }
    assertThat(files).hasSizeGreaterThan(50);
    assertThat(findings(files)).isEmpty();
  }

  @Test
  void messagesUsePlainWords() throws IOException {
    List<String> found = new ArrayList<>();
    int seen = 0;
    for (Path file : Checkout.files(".")) {
      String path = Checkout.ROOT.relativize(file).toString();
      if (path.contains("/src/main/java/") && path.endsWith(".java")) {
        seen++;
        String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
        found.addAll(words.findings(path, code));
      }
    }
    found.removeIf(finding -> CODES.stream().anyMatch(finding::contains));
    assertThat(seen).isGreaterThan(400);
    assertThat(found).isEmpty();
  }

  @Test
  void findsWordsOverLineBreaksAndNamesBetterOnes() {
    assertThat(words.size()).isGreaterThan(50);
    assertThat(words.findings("a.md", "one\nStart it anew.\n"))
        .containsExactly("a.md:2: \"anew\", better: again");
    assertThat(words.findings("a.md", "the cron list has no\nuse for it")).hasSize(1);
    assertThat(words.findings("A.java", "/// It goes\n/// by labels.\n")).hasSize(1);
    assertThat(words.findings("A.java", "say(\"It is \"\n    + \"told\");")).hasSize(1);
  }

  @Test
  void readsNeitherCommandsOfDocumentsNorCode() {
    assertThat(words.findings("a.md", "```console\n$ anew\n```\n")).isEmpty();
    assertThat(words.findings("A.java", "int anew = 'a' + beside(1); // fine")).isEmpty();
  }

  @Test
  void acceptsPlainSentences() {
    String plain =
        """
        It works since version 2. You can't tell them apart. If there is none, write one.
        It is no longer there. What happened? The least-privilege role is enough. Value: None.
        """;
    assertThat(words.findings("a.md", plain)).isEmpty();
  }

  private List<String> findings(List<Path> files) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (!name.endsWith(".json") && !name.endsWith(".ipynb")) {
        String path = Checkout.ROOT.relativize(file).toString();
        found.addAll(words.findings(path, Files.readString(file)));
      }
    }
    return found;
  }
}
