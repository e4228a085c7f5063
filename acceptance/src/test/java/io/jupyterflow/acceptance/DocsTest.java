package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.acceptance.transcript.Markdown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the documents name is there.
class DocsTest {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\\s]+)`");
  private static final Pattern PATH =
      Pattern.compile(
          "(\\./)?((core|engine-local|engine-argo|kubernetes|cli|picocli|acceptance|deploy|docs|e2e|bench|examples|schemas|scripts|\\.ci|\\.mvn)/[\\w./-]*"
              + "|[A-Z]+(\\.ko)?\\.md|mvnw|pom\\.xml)");

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path file : Docs.all()) {
      for (String line : prose(file)) {
        LINK.matcher(line)
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.contains("://"))
            .filter(link -> !leads(file, link))
            .forEach(link -> broken.add(Checkout.ROOT.relativize(file) + ": " + link));
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyPathThatIsNamedExists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path file : Docs.all()) {
      for (String line : prose(file)) {
        CODE.matcher(line)
            .results()
            .map(code -> code.group(1))
            .filter(code -> PATH.matcher(code).matches())
            .filter(code -> !Files.exists(Checkout.ROOT.resolve(code)))
            .forEach(code -> missing.add(Checkout.ROOT.relativize(file) + ": " + code));
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void theKoreanReadmeShowsTheSameCommands() throws IOException {
    assertThat(blocks("README.ko.md")).isEqualTo(blocks("README.md")).isNotEmpty();
  }

  private static List<List<String>> blocks(String name) throws IOException {
    return Markdown.blocks(Files.readAllLines(Checkout.ROOT.resolve(name))).stream()
        .map(Markdown.Block::text)
        .toList();
  }

  private static List<String> prose(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean fenced = false;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("```")) {
        fenced = !fenced;
      } else if (!fenced) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static boolean leads(Path from, String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? from : from.resolveSibling(path).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return hash < 0 || headings(target).contains(link.substring(hash + 1));
  }

  private static List<String> headings(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
          .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
