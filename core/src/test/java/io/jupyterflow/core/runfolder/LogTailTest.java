package io.jupyterflow.core.runfolder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTailTest {

  private static List<String> of(String text) {
    return LogTail.lines(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theLastLinesAreLeft() {
    assertThat(of("a\nb\n\nc")).containsExactly("a", "b", "", "c");
    assertThat(of("x\n".repeat(1000))).hasSize(200).containsOnly("x");
    assertThat(of("")).isEmpty();
  }

  @Test
  void aLineWithoutAnEndIsCut() {
    String line = "begin" + "x".repeat(200_000) + "end";
    assertThat(of("Error: no\n" + line + "\nlast").getLast()).isEqualTo("last");
    assertThat(of(line)).hasSize(1).allMatch(cut -> cut.length() < 5000 && cut.endsWith("xend"));
    assertThat(of("begin" + "x".repeat(10_000) + "end").getFirst())
        .startsWith("beginx")
        .contains("x … x")
        .endsWith("xend");
  }
}
