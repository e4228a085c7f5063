package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// ARCHITECTURE.md names what is there.
class ArchitectureMapTest {

  /// `ClassName`, `ClassName.method` and `a.package`, which is below `io.jupyterflow`.
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z][A-Za-z0-9]+)(?:\\.[a-z]\\w*)?`|`([a-z]+(?:\\.[a-z]+)+)`");

  /// `| a change to \`a/path.java\` |`
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\|[^|]*`([\\w.-]+(?:/[\\w.-]*)+|[\\w-]+\\.(?:xml|md))`");

  @Test
  void everyClassAndPackageOfTheMapIsThere() throws IOException {
    Set<String> classes = new HashSet<>();
    Set<String> packages = new HashSet<>();
    for (Path file : Checkout.files(".")) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(".java")) {
        classes.add(name.substring(0, name.length() - ".java".length()));
      }
      packages.add(String.valueOf(file.getParent()).replace('/', '.'));
    }
    Set<String> missing = new TreeSet<>();
    int found = 0;
    Matcher named = NAMED.matcher(Files.readString(Checkout.ROOT.resolve("ARCHITECTURE.md")));
    while (named.find()) {
      found++;
      String name = named.group(1);
      String below = ".io.jupyterflow." + named.group(2);
      boolean isThere =
          name != null
              ? classes.contains(name)
              : packages.stream().anyMatch(each -> each.endsWith(below));
      if (!isThere) {
        missing.add(named.group());
      }
    }
    assertThat(found).isGreaterThan(60);
    assertThat(missing).isEmpty();
  }

  /// The recipes name files to change: rows that begin with a path.
  @Test
  void everyFileOfARecipeIsThere() throws IOException {
    Matcher row = ROW.matcher(Files.readString(Checkout.ROOT.resolve("CONTRIBUTING.md")));
    Set<String> missing = new TreeSet<>();
    int found = 0;
    while (row.find()) {
      found++;
      if (!Files.exists(Checkout.ROOT.resolve(row.group(1)))) {
        missing.add(row.group(1));
      }
    }
    assertThat(found).isGreaterThan(8);
    assertThat(missing).isEmpty();
  }
}
