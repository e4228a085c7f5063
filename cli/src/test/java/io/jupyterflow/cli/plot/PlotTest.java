package io.jupyterflow.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.terminal.TextWidth;
import io.jupyterflow.core.results.Chart;
import io.jupyterflow.core.results.Curve;
import io.jupyterflow.core.results.Curve.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlotTest {

  @Test
  void aLineRisesFromCornerToCorner() {
    List<String> lines =
        Plot.draw(numbers(curve("", new Point(0, 0), new Point(10, 100))), 40, false);
    assertThat(lines.getFirst()).isEqualTo("loss over epoch");
    assertThat(lines.get(1)).startsWith("100 +").endsWith("a");
    assertThat(lines.get(15)).startsWith("  0 +a");
    assertThat(lines.get(17)).contains("0").contains("epoch").endsWith("10");
  }

  @Test
  void curvesAreDistinguishedByLetters() {
    List<String> lines =
        Plot.draw(
            numbers(
                curve("hidden=16", new Point(1, 1), new Point(2, 2)),
                curve("hidden=64", new Point(1, 2), new Point(2, 1))),
            60,
            true);
    assertThat(lines).anyMatch(l -> l.strip().equals("a  hidden=16"));
    assertThat(lines).anyMatch(l -> l.strip().equals("b  hidden=64"));
    assertThat(String.join("", lines)).containsPattern("[\u2801-\u28ff]");
  }

  @Test
  void learningRatesAreDrawnByFactors() {
    List<String> lines =
        Plot.draw(
            numbers(curve("", new Point(0.001, 1), new Point(0.01, 2), new Point(0.1, 3))),
            41,
            false);
    String middle = lines.get(8);
    assertThat(middle.indexOf('a')).isBetween(18, 24);
    assertThat(lines.get(17)).contains("epoch (log)");
  }

  @Test
  void categoriesAreBarsAndWideLettersDoNotShiftThem() {
    Chart chart =
        new Chart(
            "loss",
            "optimizer",
            List.of("아담", "sgd"),
            List.of(curve("", new Point(0, 2), new Point(1, 1))));
    List<String> lines = Plot.draw(chart, 41, true);
    assertThat(lines.get(1)).startsWith("아담  █").endsWith(" 2");
    assertThat(lines.get(2)).startsWith("sgd   █").endsWith(" 1");
    assertThat(bar(lines.get(1))).isEqualTo(2 * bar(lines.get(2)));
  }

  @Test
  void notANumberIsLeftOutAndSaid() {
    List<String> lines =
        Plot.draw(
            numbers(curve("", new Point(1, 1), new Point(2, Double.NaN), new Point(3, 1))),
            40,
            false);
    assertThat(lines.getLast()).isEqualTo("1 value is NaN or infinite and not drawn");
  }

  @Test
  void anythingIsDrawnWithinItsWidth() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int columns = 40 + random.nextInt(100);
      boolean unicode = random.nextBoolean();
      List<Curve> curves = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(30); i++) {
        List<Point> points = new ArrayList<>();
        for (int j = 0; j <= random.nextInt(20); j++) {
          points.add(new Point(any(random), any(random)));
        }
        curves.add(new Curve("c" + i, points));
      }
      for (String line : Plot.draw(new Chart("loss", "x", List.of(), curves), columns, unicode)) {
        assertThat(TextWidth.of(line)).as("seed %d", seed).isLessThanOrEqualTo(columns);
        if (!unicode) {
          assertThat(line).matches("\\p{ASCII}*");
        }
      }
    }
  }

  private static double any(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> Double.MAX_VALUE * (random.nextBoolean() ? 1 : -1);
      case 2 -> 0;
      default -> random.nextGaussian();
    };
  }

  private static long bar(String line) {
    return line.chars().filter(c -> c == '█').count();
  }

  private static Chart numbers(Curve... curves) {
    return new Chart("loss", "epoch", List.of(), List.of(curves));
  }

  private static Curve curve(String label, Point... points) {
    return new Curve(label, List.of(points));
  }
}
