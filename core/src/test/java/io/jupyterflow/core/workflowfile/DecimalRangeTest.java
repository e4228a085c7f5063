package io.jupyterflow.core.workflowfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class DecimalRangeTest {

  @Test
  void decimalsAreExactAndTheEndIsIncludedWhenHit() {
    assertThat(range("0.1", "0.5", "0.1").texts())
        .containsExactly("0.1", "0.2", "0.3", "0.4", "0.5");
    assertThat(range("0.10", "0.3", "0.1").texts()).containsExactly("0.10", "0.20", "0.30");
    assertThat(range("0", "10", "4").texts()).containsExactly("0", "4", "8");
    assertThat(range("1e-3", "3e-3", "1e-3").texts()).containsExactly("0.001", "0.002", "0.003");
    assertThat(range("1e2", "3e2", "1e2").texts()).containsExactly("100", "200", "300");
  }

  @Test
  void theEndsGiveTheDirection() {
    assertThat(range("3", "1", "1").texts()).containsExactly("3", "2", "1");
    assertThat(range("1", "3", "-1").texts()).containsExactly("1", "2", "3");
    assertThat(range("1", "1", "5").texts()).containsExactly("1");
  }

  @Test
  void aRangeInAFileIsBounded() {
    assertThat(sweep("{from: 1, to: 20000}"))
        .contains("too-many-variants")
        .contains("20000 values");
    assertThat(sweep("{from: 1, to: 2, step: 0}")).contains("zero-step");
    assertThat(sweep("{from: 1, to: 1e400}")).contains("number-out-of-range");
    assertThat(sweep("[]")).contains("empty-sweep");
  }

  @Test
  void aSweepThatTheCommandDoesNotTakeIsAMistake() {
    assertThat(Files.problems("jobs: [{run: x.py, sweep: {lr: 1}}]\n"))
        .singleElement()
        .asString()
        .contains("unused-sweep")
        .contains("write lr={lr} in run");
  }

  private static String sweep(String range) {
    return Files.problems("jobs: [{run: 'x.py k={k}', sweep: {k: " + range + "}}]\n").toString();
  }

  private static DecimalRange range(String from, String to, String step) {
    return new DecimalRange(new BigDecimal(from), new BigDecimal(to), new BigDecimal(step));
  }
}
