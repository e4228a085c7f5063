package io.jupyterflow.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.text.Ansi;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextWidthTest {

  private static final String[] PIECES = {
    "a",
    "한",
    "\u001b[31m",
    "\u001b[0m",
    "\u009b1A",
    "\u001b]0;title\u0007",
    "\u009d1\u009c",
    "é",
    "\u0301"
  };

  /// Sequences take no cells, whichever of their two forms they have.
  @Test
  void sequencesTakeNoCells() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String whole = text.toString();
      int width = TextWidth.of(Ansi.strip(whole));
      assertThat(TextWidth.of(whole)).as("seed " + seed + ": " + whole).isEqualTo(width);
      assertThat(TextWidth.of(TextWidth.cut(whole, 4))).as("seed " + seed).isLessThanOrEqualTo(4);
      assertThat(TextWidth.of(TerminalSanitizer.line(whole, Style.PLAIN)))
          .as("seed " + seed)
          .isEqualTo(width);
    }
  }
}
