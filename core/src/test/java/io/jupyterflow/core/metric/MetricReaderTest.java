package io.jupyterflow.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricReaderTest {

  private final List<MetricPoint> points = new ArrayList<>();

  @Test
  void readsLinesOfNumberWordsInOrder() throws IOException {
    readLog("start\nepoch=1 loss=0.5\n  loss=0.25\tepoch=2  \ndone loss=0\n");
    assertThat(points)
        .containsExactly(
            new MetricPoint("epoch", 1, 1, 1),
            new MetricPoint("loss", 0.5, 1, 1),
            new MetricPoint("loss", 0.25, 1, 2),
            new MetricPoint("epoch", 2, 1, 2));
  }

  @Test
  void readsEveryFormOfNumber() throws IOException {
    readLog(
        "a=1 b=-1 c=+1.5 d=.5 e=2. f=1e-05 g=1E3 h=nan i=NaN j=-nan k=inf l=-Inf m=Infinity"
            + " n=-INFINITY o=123456789012345678901234567890 p=1e999 q=007\n");
    assertThat(points)
        .extracting(MetricPoint::value)
        .containsExactly(
            1.0,
            -1.0,
            1.5,
            0.5,
            2.0,
            1e-5,
            1e3,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            1.2345678901234568E+29,
            Double.POSITIVE_INFINITY,
            7.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss=0.5,",
        "loss = 0.5",
        "loss=",
        "=0.5",
        "--lr=0.1",
        "lr==0.1",
        "loss=0.5 done",
        "accuracy=97%",
        "x=1f",
        "x=1d",
        "x=0x10",
        "x=1_000",
        "x=1e",
        "x=.",
        "x=-",
        "x=True",
        "x=infinit",
        "x=1=2",
        "9x=1",
        "{\"loss\": 0.5}",
        "loss:0.5"
      })
  void otherLinesAreNoMetrics(String line) throws IOException {
    readLog(line + "\n");
    assertThat(points).isEmpty();
  }

  @Test
  void namesMayBeOfAnyScriptAndHaveInnerMarks() throws IOException {
    readLog("정확도=0.9 val/loss=1 f1@10=2 top-5=3 a.b:c=4 _x=5\n");
    assertThat(points)
        .extracting(MetricPoint::name)
        .containsExactly("정확도", "val/loss", "f1@10", "top-5", "a.b:c", "_x");
  }

  @Test
  void coloursRedrawnLinesAndForeignLineEndsDoNotHide() throws IOException {
    readLog("\u001b[32mloss=1\u001b[0m\r\n 10%|#  |\rloss=2\r\u001b]0;title\u0007loss=3");
    assertThat(points).extracting(MetricPoint::value).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void patternsFindWhatWordsDoNotSay() throws IOException {
    MetricReader reader =
        new MetricReader(
            Map.of("loss", "loss: ([0-9.naN]+)", "top", "(?:best|top)=(\\S+)(?: !)?"), points::add);
    reader.readLog(stream("step 1 loss: 0.75 top=3 !\nloss: nan\nloss: ...\n"), 2);
    assertThat(points)
        .extracting(MetricPoint::name, MetricPoint::value, MetricPoint::report)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("loss", 0.75, 1L),
            org.assertj.core.groups.Tuple.tuple("top", 3.0, 1L),
            org.assertj.core.groups.Tuple.tuple("loss", Double.NaN, 2L));
    assertThat(points).extracting(MetricPoint::attempt).containsOnly(2);
  }

  @Test
  void aLineIsNotCountedTwiceForWordsAndPattern() throws IOException {
    new MetricReader(Map.of("loss", "loss=(\\S+)"), points::add).readLog(stream("loss=1\n"), 1);
    assertThat(points).containsExactly(new MetricPoint("loss", 1, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+$", "((?:a|aa)+)b", "(a*)*b", "(.*.*.*.*.*)=$"})
  void noPatternAndNoLineHoldsTheReaderUp(String regex) throws IOException {
    String hostile = ("a".repeat(50_000) + "\n").repeat(200);
    MetricReader reader = new MetricReader(Map.of("m", regex), points::add);
    reader.readLog(stream(hostile + "loss=1\n"), 1);
    assertThat(points).extracting(MetricPoint::name).contains("loss");
  }

  @Test
  void unfitPatternsAreNamed() {
    assertThat(MetricPattern.flaw("loss=(.*)")).isEmpty();
    assertThat(MetricPattern.flaw("loss")).hasValueSatisfying(f -> assertThat(f).contains("group"));
    assertThat(MetricPattern.flaw("(a)(b)"))
        .hasValueSatisfying(f -> assertThat(f).contains("2 groups"));
    assertThat(MetricPattern.flaw("(")).isPresent();
    assertThatThrownBy(() -> new MetricReader(Map.of("loss", "("), points::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loss");
  }

  @Test
  void reportsAreCountedOverAttemptsAndSources() throws IOException {
    MetricReader reader = new MetricReader(Map.of(), points::add);
    reader.readLog(stream("loss=1\n"), 1);
    reader.readFile(stream("{\"loss\": 2}\n"), 1);
    reader.readLog(stream("loss=3\n"), 2);
    assertThat(points)
        .containsExactly(
            new MetricPoint("loss", 1, 1, 1),
            new MetricPoint("loss", 2, 1, 2),
            new MetricPoint("loss", 3, 2, 3));
  }

  @Test
  void metricsAreReadWhereverTheStreamIsCut() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    List<Double> written = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(3) == 0) {
        text.append("x".repeat(random.nextInt(300))).append('\n');
      } else {
        double value = Double.longBitsToDouble(random.nextLong());
        written.add(value);
        text.append("m=").append(value).append('\n');
      }
    }
    new MetricReader(Map.of(), points::add).readLog(trickling(text.toString(), random), 1);
    assertThat(points).as("seed %d", seed).extracting(MetricPoint::value).isEqualTo(written);
  }

  private void readLog(String text) throws IOException {
    new MetricReader(Map.of(), points::add).readLog(stream(text), 1);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream trickling(String text, Random random) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, 1 + random.nextInt(1000)));
      }
    };
  }
}
