package io.jupyterflow.core.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

  private final List<String> lines = new ArrayList<>();
  private final LineSplitter splitter = new LineSplitter();

  /// A line as it came, `<` and `>` where it was cut.
  private void line(String text, boolean begins, boolean ends) {
    lines.add((begins ? "" : "<") + text + (ends ? "" : ">"));
  }

  private void add(String text) {
    splitter.add(text.getBytes(UTF_8), this::line);
  }

  @Test
  void ofAProgressBarTheLastStateIsLeft() {
    add("  0%\r 50%\r");
    assertThat(lines).isEmpty();
    assertThat(splitter.isProgress()).isTrue();
    assertThat(splitter.partial()).isEqualTo(" 50%");
    add("100%\n");
    assertThat(lines).containsExactly("100%");
    assertThat(splitter.isProgress()).isFalse();
  }

  @Test
  void aProgressBarThatNeverEndsIsNoLine() {
    for (int step = 0; step < 20_000; step++) {
      add("step " + step + " of 20000\r");
    }
    assertThat(lines).isEmpty();
    assertThat(splitter.partial()).isEqualTo("step 19999 of 20000");
  }

  @Test
  void carriageReturnsOfWindowsAreNoProgress() {
    add("one\r\ntwo\r");
    add("\nthree\r\r\n");
    assertThat(lines).containsExactly("one", "two", "three");
  }

  @Test
  void aLongLineComesWholeInPieces() {
    String piece = "x".repeat(64 * 1024);
    for (int i = 0; i < 200_000; i += 1000) {
      add("x".repeat(1000));
    }
    assertThat(lines).containsExactly(piece + ">", "<" + piece + ">", "<" + piece + ">");
    add("y\nz");
    splitter.finish(this::line);
    assertThat(lines).hasSize(5).endsWith("<" + "x".repeat(200_000 - 3 * 65_536) + "y", "z");
  }

  @Test
  void textAfterACarriageReturnInALongLineIsALine() {
    add("x".repeat(70_000) + "\rnew\n");
    assertThat(lines).containsExactly("x".repeat(65_536) + ">", "<" + "x".repeat(4464), "new");
  }

  @Test
  void aPieceEndsWhereNoCharacterAndNoColourIsTorn() {
    String before = "x".repeat(64 * 1024 - 2);
    add(before + "학습\n");
    add(before + "\u001b[31mred\n");
    assertThat(lines).containsExactly(before + ">", "<학습", before + ">", "<\u001b[31mred");
  }

  @Test
  void howTheBytesCameMakesNoDifference() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String all = "첫 줄\nprint 학습 50%\r학습 99%\n\n끝 é\r\nlast";
    byte[] bytes = all.getBytes(UTF_8);
    for (int i = 0; i < 1000; i++) {
      lines.clear();
      int from = 0;
      while (from < bytes.length) {
        int to = Math.min(bytes.length, from + 1 + random.nextInt(7));
        splitter.add(Arrays.copyOfRange(bytes, from, to), this::line);
        from = to;
      }
      splitter.finish(this::line);
      assertThat(lines).as("seed %d", seed).containsExactly("첫 줄", "학습 99%", "", "끝 é", "last");
    }
  }
}
