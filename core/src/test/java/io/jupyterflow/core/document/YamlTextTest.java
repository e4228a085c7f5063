package io.jupyterflow.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class YamlTextTest {

  @Test
  void aDocumentReadsAsAPersonWouldWriteIt() {
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("name", "train-1");
    job.put("command", List.of("python3", "train.py", "epoch=10", "--lr", "0.10"));
    job.put("needs", List.of());
    job.put("env", Map.of("SEED", "7"));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "jupyterflow/v1");
    tree.put("jobs", List.of(job));
    assertThat(YamlText.of(tree))
        .isEqualTo(
            """
            apiVersion: jupyterflow/v1
            jobs:
            - name: train-1
              command:
              - python3
              - train.py
              - epoch=10
              - --lr
              - '0.10'
              needs: []
              env:
                SEED: '7'
            """);
  }

  @Test
  void documentsOfAStreamFollowEachOther() {
    assertThat(YamlText.inStream(Map.of("a", 1)) + YamlText.inStream(Map.of("a", 2)))
        .isEqualTo("---\na: 1\n---\na: 2\n");
  }

  @Test
  void textThatYaml11TakesForSomethingElseIsQuoted() {
    for (String text :
        List.of("no", "On", "Y", "1e5", "2026-11-24", "12:30", "~", "", "0x1f", ".5", "=", "<<")) {
      assertThat(YamlText.of(Map.of("v", text))).isEqualTo("v: '" + text + "'\n");
    }
  }

  @Test
  void controlCharactersAreEscaped() {
    for (String hidden :
        List.of(
            "\u001b",
            "\u009b",
            "\u0085",
            "\u007f",
            "\b",
            "\r",
            "\t",
            "\u202e",
            "\u2066",
            "\u200b",
            "\u2028",
            "\u00ad",
            "\ufeff",
            "\udb40\udc41")) {
      String text = "a" + hidden + "b";
      String yaml = YamlText.of(Map.of(text, text + "\n학습 \ud83d\ude00"));
      assertThat(yaml).doesNotContain(hidden).contains("학습");
      assertThat(new Load(LoadSettings.builder().build()).loadFromString(yaml))
          .isEqualTo(Map.of(text, text + "\n학습 \ud83d\ude00"));
    }
  }

  @Test
  void numbersAreNumbersToYaml11Too() {
    assertThat(YamlText.of(List.of(1.0E10, new BigDecimal("1E+3"), 0.5, 7, true)))
        .isEqualTo("- 1.0e+10\n- 1.0e+3\n- 0.5\n- 7\n- true\n");
    assertThat(YamlText.of(List.of(Double.NaN, Double.NEGATIVE_INFINITY)))
        .isEqualTo("- NaN\n- '-Infinity'\n");
  }

  @Test
  void aScriptOfSeveralLinesStaysReadable() {
    assertThat(YamlText.of(Map.of("shell", "cd src\nmake\n")))
        .isEqualTo("shell: |\n  cd src\n  make\n");
  }

  @Test
  void aLongCommandIsNotFolded() {
    String text = "python train.py " + "x".repeat(300) + " " + "y".repeat(300);
    assertThat(YamlText.of(Map.of("shell", text))).isEqualTo("shell: " + text + "\n");
  }

  /// Whatever text is written, a reader gets it back, as a value and as a key.
  @Test
  void anyTextComesBack() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Load load = new Load(LoadSettings.builder().setSchema(new CoreSchema()).build());
    for (int i = 0; i < 3_000; i++) {
      String text = randomText(random);
      assertThat(load.loadFromString(YamlText.of(List.of(text, Map.of("k", text)))))
          .as("seed %d, text %s", seed, text.codePoints().boxed().toList())
          .isEqualTo(List.of(text, Map.of("k", text)));
    }
  }

  private static String randomText(Random random) {
    String alphabet = "abn01 :-#'\"\\{}[],&*!|>%@`?~=<\n\t.\u00e9\ud55c\u0007\u0085\u2028\ufeff";
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      if (random.nextInt(20) == 0) {
        text.appendCodePoint(0x1f600 + random.nextInt(40));
      } else {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
    }
    return text.toString();
  }
}
