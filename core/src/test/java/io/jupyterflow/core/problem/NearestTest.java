package io.jupyterflow.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> COMMANDS =
      List.of("run", "ps", "show", "logs", "watch", "stop", "delete", "rerun", "results");

  @ParameterizedTest
  @CsvSource({
    "rnu, run",
    "shwo, show",
    "log, logs",
    "DELETE, delete",
    "wach, watch",
    "resutls, results"
  })
  void findsWhatWasMeant(String typed, String meant) {
    assertThat(SpellingSuggestion.to(typed, COMMANDS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"kubectl", "x", "''", "prep.py"})
  void findsNothingWhereNothingIsNear(String typed) {
    assertThat(SpellingSuggestion.to(typed, COMMANDS)).isEmpty();
  }

  @Test
  void takesTheFirstOfEquals() {
    assertThat(SpellingSuggestion.to("train-9", List.of("train-1", "train-2"))).contains("train-1");
  }
}
