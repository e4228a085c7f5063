package io.jupyterflow.cli.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

  private final LineSplitter splitter = new LineSplitter();

  @Test
  void ofAProgressBarTheLastStateIsLeft() {
    assertThat(splitter.add("  0%\r 50%\r".getBytes(UTF_8))).isEmpty();
    assertThat(splitter.isProgress()).isTrue();
    assertThat(splitter.partial()).isEqualTo(" 50%");
    assertThat(splitter.add("100%\n".getBytes(UTF_8))).containsExactly("100%");
  }

  @Test
  void carriageReturnsOfWindowsAreNoProgress() {
    assertThat(splitter.add("one\r\ntwo\r\n".getBytes(UTF_8))).containsExactly("one", "two");
  }

  @Test
  void aLineWithoutAnEndIsCutSomewhere() {
    byte[] endless = new byte[200_000];
    Arrays.fill(endless, (byte) 'x');
    assertThat(splitter.add(endless)).hasSize(3).allMatch(line -> line.length() <= 65_537);
  }

  @Test
  void howTheBytesCameMakesNoDifference() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] all = "첫 줄\nprint 학습 50%\r학습 99%\n\n끝 é\nlast".getBytes(UTF_8);
    for (int i = 0; i < 1000; i++) {
      LineSplitter pieces = new LineSplitter();
      List<String> lines = new ArrayList<>();
      int from = 0;
      while (from < all.length) {
        int to = Math.min(all.length, from + 1 + random.nextInt(7));
        lines.addAll(pieces.add(Arrays.copyOfRange(all, from, to)));
        from = to;
      }
      lines.add(pieces.partial());
      assertThat(lines).as("seed %d", seed).containsExactly("첫 줄", "학습 99%", "", "끝 é", "last");
    }
  }
}
