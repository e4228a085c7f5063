package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FileLengthTest {
  private static final int MOST = 400;

  /// Java, Python and shell. Most scripts in these folders have no ending.
  private static final Pattern SOURCE =
      Pattern.compile("\\.(java|py|sh)$|/(scripts|dist|bench|e2e|\\.ci)/[\\w-]+$");

  private static final int MOST_IN_A_PACKAGE = 25;

  @Test
  void noSourceFileIsTooLongToRead() throws IOException {
    List<String> tooLong = new ArrayList<>();
    int seen = 0;
    for (Path file : Checkout.files(".")) {
      if (SOURCE.matcher(file.toString()).find()) {
        seen++;
        int lines = Files.readAllLines(file).size();
        if (lines > MOST) {
          tooLong.add(Checkout.ROOT.relativize(file) + ": " + lines + " lines");
        }
      }
    }
    assertThat(seen).isGreaterThan(50);
    assertThat(tooLong).isEmpty();
  }

  @Test
  void noPackageHasTooManyFilesToLookThrough() throws IOException {
    Map<Path, Integer> counts = new TreeMap<>();
    for (Path file : Checkout.files(".")) {
      if (file.toString().endsWith(".java") && file.toString().contains("/src/main/")) {
        counts.merge(Checkout.ROOT.relativize(file.getParent()), 1, Integer::sum);
      }
    }
    assertThat(counts).hasSizeGreaterThan(50);
    counts.values().removeIf(files -> files <= MOST_IN_A_PACKAGE);
    assertThat(counts).isEmpty();
  }
}
