package io.jupyterflow.kubernetes.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeletTextTest {

  /// The cases of the kubelet's own rules: what is known is replaced, `$$` is one, and what is
  /// neither stays.
  @ParameterizedTest
  @CsvSource({
    "$(A), one",
    "$$(A), $(A)",
    "$$$(A), $one",
    "$$$$(A), $$(A)",
    "$(NONE)x, $(NONE)x",
    "a$b, a$b",
    "$(A, $(A",
    "$, $",
    "$$, $",
    "x$(A)$(A)y, xoneoney"
  })
  void textsMeanWhatTheKubeletMakesOfThem(String text, String value) {
    assertThat(KubeletText.expanded(text, Map.of("A", "one"))).isEqualTo(value);
  }

  @Test
  void everyValueComesBackFromItsText() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String letters = "$(){}A{{ \n\"'\\한😀=";
    for (int round = 0; round < 5000; round++) {
      StringBuilder value = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        value.appendCodePoint(
            letters.codePointAt(random.nextInt(letters.codePointCount(0, letters.length()) - 2)));
      }
      String text = value.toString();
      assertThat(KubeletText.expanded(KubeletText.of(text), Map.of("A", "never")))
          .as("seed %d", seed)
          .isEqualTo(text);
    }
  }

  @Test
  void anyNameMakesALabelAndTwoNamesMakeTwo() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 5000; round++) {
      StringBuilder name = new StringBuilder("u");
      for (int i = random.nextInt(80); i > 0; i--) {
        name.append("aZ9-_.@ é한".charAt(random.nextInt(10)));
      }
      String label = LabelValue.of(name.toString());
      assertThat(label)
          .as("seed %d", seed)
          .matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
      assertThat(LabelValue.of(label)).isEqualTo(label);
      assertThat(LabelValue.of(name + "@1")).isNotEqualTo(LabelValue.of(name + "@2"));
    }
  }
}
