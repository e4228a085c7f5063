package io.jupyterflow.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What jobs write to `$JUPYTERFLOW_METRICS`.
class MetricFileTest {

  private final List<MetricPoint> points = new ArrayList<>();

  @Test
  void everyObjectIsOneReport() throws IOException {
    Optional<SkippedLines> skipped =
        read(
            """
            {"loss": 0.3, "epoch": 1}

            {"loss": NaN, "phase": "train", "ok": true, "none": null}
            {"loss": 1}{"loss": 2} {"loss": 3}
            {"up": Infinity, "down": -Infinity}
            {}
            {"loss": 4, "loss": 5}\
            """);

    assertThat(points)
        .containsExactly(
            new MetricPoint("loss", 0.3, 1, 1),
            new MetricPoint("epoch", 1, 1, 1),
            new MetricPoint("loss", Double.NaN, 1, 2),
            new MetricPoint("loss", 1, 1, 3),
            new MetricPoint("loss", 2, 1, 4),
            new MetricPoint("loss", 3, 1, 5),
            new MetricPoint("up", Double.POSITIVE_INFINITY, 1, 6),
            new MetricPoint("down", Double.NEGATIVE_INFINITY, 1, 6),
            new MetricPoint("loss", 5, 1, 7));
    assertThat(skipped).isEmpty();
  }

  @Test
  void objectsInObjectsHaveNamesWithPoints() throws IOException {
    Optional<SkippedLines> skipped =
        read(
            """
            {"eval": {"loss": 0.4, "top": {"1": 0.9, "5": 0.99}, "name": "b"}, "loss": 0.3}
            {"history": [{"loss": 9}, [8]], "eval": {"loss": 0.2}, "a": {"b": {}}, "c": 1}
            """);

    assertThat(values())
        .containsExactly(
            "eval.loss=0.4",
            "eval.top.1=0.9",
            "eval.top.5=0.99",
            "loss=0.3",
            "eval.loss=0.2",
            "c=1.0");
    assertThat(skipped).isEmpty();
  }

  @Test
  void objectsMayGoOverLines() throws IOException {
    Optional<SkippedLines> skipped =
        read(
            """
            {
              "loss": 0.3,

              "eval": {
                "loss": 0.4
              }
            }
            {"loss":
              0.2, "history": [
                {"loss": 9},
                {"loss": 8}
              ]
            } {
              "loss": 0.1 }
            {"loss": 0}
            """);

    assertThat(values())
        .containsExactly("loss=0.3", "eval.loss=0.4", "loss=0.2", "loss=0.1", "loss=0.0");
    assertThat(skipped).isEmpty();
  }

  @Test
  void linesMayEndAsOnWindows() throws IOException {
    assertThat(read("{\"loss\": 1}\r\n{\r\n\"loss\": 2\r\n}\r\nx\r\n"))
        .contains(new SkippedLines(1, 5, "it is not a JSON object"));
    assertThat(values()).containsExactly("loss=1.0", "loss=2.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          not json
          [{"loss": 1}]
          0.5
          "loss"
          null
          NaN
          loss=0.5
          """)
  void linesThatAreNotObjectsAreSkipped(String line) throws IOException {
    assertThat(read("{\"a\": 1}\n" + line + "\n{\"b\": 2}\n" + line + "\n"))
        .contains(new SkippedLines(2, 2, "it is not a JSON object"));
    assertThat(values()).containsExactly("a=1.0", "b=2.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          {"loss": "0.5"}           @ no value in it is a number
          {"phase": "train"}        @ no value in it is a number
          {"loss": [0.5, 0.4]}      @ no value in it is a number
          {"loss": .5}              @ it is not valid JSON: Unexpected character ('.'
          {'loss': 0.5}             @ it is not valid JSON: Unexpected character ('''
          {"loss": 0.5,}            @ it is not valid JSON: Unexpected character ('}'
          {"loss": nan}             @ it is not valid JSON: Unrecognized token 'nan'
          {"loss" 0.5}              @ it is not valid JSON: Unexpected character ('0'
          {"loss": 0.5} done        @ it is not a JSON object
          """)
  void theReasonIsReported(String line, String reason) throws IOException {
    Optional<SkippedLines> skipped = read("{\"a\": 1}\n\n" + line + "\n{\"b\": 2}\n");

    assertThat(skipped)
        .hasValueSatisfying(lines -> {
          assertThat(lines.count()).isEqualTo(1);
          assertThat(lines.first()).isEqualTo(3);
          assertThat(lines.reason()).startsWith(reason);
        });
    assertThat(values()).startsWith("a=1.0").endsWith("b=2.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          {"loss": 0.1
          {"loss": 0.1,
          {"lo
          {"eval": {"loss": 0.1
          {"phase": "tr
          {
          """)
  void aTornLineTakesNoOtherWithIt(String torn) throws IOException {
    assertThat(read("{\"a\": 1}\n" + torn + "\n{\"b\": 2}\n{\"c\": 3}\n"))
        .hasValueSatisfying(lines -> {
          assertThat(lines.count()).isEqualTo(1);
          assertThat(lines.first()).isEqualTo(2);
          assertThat(lines.reason())
              .matches("its object breaks off in line 3: .*|it breaks off within a text");
        });
    assertThat(values()).containsExactly("a=1.0", "b=2.0", "c=3.0");
  }

  @Test
  void anObjectWithoutAnEndIsCountedWithItsLines() throws IOException {
    assertThat(read("{\"a\": 1}\n{\n\"b\": 2,\n\n\"c\": 3"))
        .contains(new SkippedLines(3, 2, "its object has no end"));
    assertThat(values()).containsExactly("a=1.0");
  }

  @Test
  void aReasonHasNoControlCharacters() throws IOException {
    assertThat(read("{\"a\": \u001b[31m}\n"))
        .hasValueSatisfying(lines -> assertThat(lines.reason()).matches("\\P{Cntrl}+"));
  }

  @Test
  void tooLargeLinesAreSkipped() throws IOException {
    StringBuilder names = new StringBuilder("{");
    for (int i = 0; i <= 10_000; i++) {
      names.append("\"n").append(i).append("\": 1,\n");
    }
    assertThat(read(names + "\"a\": 1}\n{\"b\": 2}\n"))
        .hasValueSatisfying(lines -> assertThat(lines.reason()).contains("10,000 numbers"));
    assertThat(read("{\"a\": 1" + " ".repeat(1 << 20) + "}\n"))
        .contains(new SkippedLines(1, 1, "it is longer than 1 MiB"));
    assertThat(read("{\"" + "a".repeat(1001) + "\": 1}\n"))
        .contains(new SkippedLines(1, 1, "a name in it is too long"));
    String deep = "{\"a\":\n".repeat(3_000);
    assertThat(read(deep + "{\"b\": 2}\n"))
        .hasValueSatisfying(lines -> assertThat(lines.first()).isEqualTo(1));
    assertThat(values()).contains("b=2.0").doesNotContain("a=1.0");
  }

  @Test
  void metricsAreReadInEveryLayoutOfTheJson() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    List<String> written = new ArrayList<>();
    long bad = 0;
    for (int i = 0; i < 2_000; i++) {
      if (random.nextInt(10) == 0) {
        text.append("oops\n");
        bad++;
        continue;
      }
      Map<String, Double> numbers = new LinkedHashMap<>();
      for (int n = 0; n <= random.nextInt(4); n++) {
        numbers.put("m" + n, random.nextGaussian());
      }
      String between = random.nextBoolean() ? "\n " : "";
      text.append('{').append(between);
      numbers.forEach((name, value) -> {
        text.append(text.charAt(text.length() - 1) == ',' ? between : "");
        text.append('"').append(name).append("\":").append(between).append(value).append(',');
        written.add(name + "=" + value);
      });
      text.setLength(text.length() - 1);
      text.append(between).append("}\n");
    }
    Optional<SkippedLines> skipped = read(text.toString());

    assertThat(values()).as("seed %d", seed).isEqualTo(written);
    assertThat(skipped.map(SkippedLines::count).orElse(0L)).as("seed %d", seed).isEqualTo(bad);
  }

  private Optional<SkippedLines> read(String text) throws IOException {
    return new MetricReader(Map.of(), points::add)
        .readFile(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1);
  }

  private List<String> values() {
    return points.stream().map(p -> p.name() + "=" + p.value()).toList();
  }
}
