package io.jupyterflow.acceptance.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  @Test
  void plainLinesMustBeEqual() {
    assertThat(Expectation.matches(List.of("a (b)", "c"), List.of("a (b) ", "c"))).isTrue();
    assertThat(Expectation.matches(List.of("a"), List.of("b"))).isFalse();
    assertThat(Expectation.matches(List.of("a"), List.of("a", "b"))).isFalse();
    assertThat(Expectation.matches(List.of("a", "b"), List.of("a"))).isFalse();
  }

  @Test
  void anEllipsisStandsForTextOrForLines() {
    assertThat(Expectation.matches(List.of("id …"), List.of("id 17"))).isTrue();
    assertThat(Expectation.matches(List.of("…", "z"), List.of("z"))).isTrue();
    assertThat(Expectation.matches(List.of("a", "…", "z"), List.of("a", "b", "c", "z"))).isTrue();
    assertThat(Expectation.matches(List.of("a", "…", "z"), List.of("a", "b", "c"))).isFalse();
  }

  @Test
  void idsAndTimesMayDiffer() {
    assertThat(
            Expectation.matches(
                List.of("hello-7f3k2  succeeded  0.2 s  12:00:01"),
                List.of("hello-xxxx9  succeeded  1 m 4 s    13:59:59")))
        .isTrue();
    assertThat(Expectation.matches(List.of("hello-7f3k2"), List.of("world-xxxx9"))).isFalse();
  }
}
