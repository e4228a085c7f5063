package io.jupyterflow.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveRegionTest {

  private final VirtualTerminal terminal = new VirtualTerminal(20, 10);
  private final LiveRegion frames = new LiveRegion(new Size(20, 10), Style.PLAIN);

  private void draw(List<String> above, List<String> frame) {
    terminal.feed(frames.draw(above, frame));
  }

  @Test
  void aFrameReplacesTheLast() {
    draw(List.of(), List.of("one", "two", "three"));
    draw(List.of(), List.of("one", "TWO"));
    assertThat(terminal.text()).containsExactly("one", "TWO");
  }

  @Test
  void linesAboveStayAndTheFrameFollowsThem() {
    draw(List.of(), List.of("tree"));
    draw(List.of("a | 1", "a | 2"), List.of("tree", "more"));
    draw(List.of("b | a line that is longer than the terminal is wide"), List.of("tree"));
    assertThat(terminal.text())
        .containsExactly(
            "a | 1",
            "a | 2",
            "b | a line that is l",
            "onger than the termi",
            "nal is wide",
            "tree");
  }

  @Test
  void unchangedLinesAreNotWritten() {
    frames.draw(List.of(), List.of("one", "two"));
    assertThat(frames.draw(List.of(), List.of("one", "two"))).isEmpty();
    assertThat(frames.draw(List.of(), List.of("one", "TWO"))).doesNotContain("one").contains("TWO");
  }

  @Test
  void eachFrameIsOnePieceThatTerminalsMayShowInOneStep() {
    assertThat(frames.draw(List.of("x"), List.of("y")))
        .startsWith("\u001b[?2026h")
        .endsWith("\u001b[?2026l");
  }

  @Test
  void wideCharactersAreCutToTheWidth() {
    draw(List.of(), List.of("학습을 시작합니다 그리고 끝"));
    assertThat(terminal.text().getFirst()).endsWith("…");
    assertThat(TextWidth.of(terminal.text().getFirst())).isLessThan(20);
  }

  @Test
  void aNewWindowSizeClearsTheFrame() {
    draw(List.of("said"), List.of("one", "two"));
    terminal.feed(frames.resize(new Size(20, 10)));
    draw(List.of(), List.of("three"));
    assertThat(terminal.text()).containsExactly("said", "three");
  }

  @Test
  void anySequenceOfFramesLeavesWhatAScreenWouldHold() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> kept = new ArrayList<>();
    List<String> frame = List.of();
    for (int i = 0; i < 500; i++) {
      List<String> above = new ArrayList<>();
      for (int j = random.nextInt(3); j > 0; j--) {
        above.add("out " + random.nextInt(100));
      }
      List<String> next = new ArrayList<>();
      for (int j = random.nextInt(8); j > 0; j--) {
        next.add("row " + random.nextInt(5));
      }
      draw(above, next);
      kept.addAll(above);
      frame = next;
    }
    kept.addAll(frame);
    assertThat(terminal.text()).as("seed %d", seed).isEqualTo(kept);
  }
}
