package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileLengthTest {
  private static final int MOST = 400;

  @Test
  void noJavaFileIsTooLongToRead() throws IOException {
    List<String> tooLong = new ArrayList<>();
    int seen = 0;
    for (Path file : Checkout.files(".")) {
      if (file.toString().endsWith(".java")) {
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
}
