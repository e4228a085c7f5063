package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A class is found by its name: no other class of the tree has the same.
class ClassNamesTest {

  @Test
  void aSimpleNameStandsForOneClass() throws IOException {
    Map<String, List<Path>> named = new TreeMap<>();
    for (Path file : Checkout.files(".")) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(".java") && !name.endsWith("-info.java")) {
        named.computeIfAbsent(name, any -> new ArrayList<>()).add(file);
      }
    }
    assertThat(named).hasSizeGreaterThan(500);
    named.values().removeIf(files -> files.size() == 1);
    assertThat(named).isEmpty();
  }
}
