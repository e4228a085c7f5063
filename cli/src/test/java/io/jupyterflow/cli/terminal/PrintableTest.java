package io.jupyterflow.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void coloursStayAndAreEndedWhereThereAreColours() {
    assertThat(Printable.line("\u001b[31mred", Style.COLORED)).isEqualTo("\u001b[31mred\u001b[0m");
    assertThat(Printable.line("\u001b[31mred\u001b[0m", Style.PLAIN)).isEqualTo("red");
  }

  @Test
  void nothingMovesTheCursorOrChangesTheTitle() {
    assertThat(Printable.line("a\u001b[2J\u001b[1;1Hb\u0007\b", Style.COLORED)).isEqualTo("ab");
    assertThat(Printable.line("\u001b]0;title\u0007text", Style.COLORED)).isEqualTo("text");
    assertThat(Printable.line("\u001b]8;;x\u001b\\link", Style.COLORED)).isEqualTo("link");
    assertThat(Printable.line("end\u001b", Style.COLORED)).isEqualTo("end");
  }

  @Test
  void anyTextComesOutWithoutControlCharacters() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        text.append("\u001b[]0;1mAJ\u0007\t\u0000é학".charAt(random.nextInt(14)));
      }
      assertThat(Printable.line(text.toString(), Style.PLAIN))
          .as("seed %d", seed)
          .matches("[^\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f]*");
    }
  }

  @Test
  void coloursAreChosenByFlagThenVariableThenTerminal() {
    Map<String, String> quiet = Map.of("NO_COLOR", "1");
    assertThat(ColorChoice.AUTO.style(true, Map.of())).isEqualTo(Style.COLORED);
    assertThat(ColorChoice.AUTO.style(false, Map.of())).isEqualTo(Style.PLAIN);
    assertThat(ColorChoice.AUTO.style(true, quiet)).isEqualTo(Style.PLAIN);
    assertThat(ColorChoice.AUTO.style(true, Map.of("TERM", "dumb"))).isEqualTo(Style.PLAIN);
    assertThat(ColorChoice.ALWAYS.style(false, quiet)).isEqualTo(Style.COLORED);
    assertThat(ColorChoice.NEVER.style(true, Map.of())).isEqualTo(Style.PLAIN);
  }
}
