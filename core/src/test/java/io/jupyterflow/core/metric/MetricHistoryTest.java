package io.jupyterflow.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricHistoryTest {

  @Test
  void allIsKeptBelowTheLimit() {
    MetricHistory history = new MetricHistory(100);
    for (int i = 1; i <= 100; i++) {
      history.accept(new MetricPoint("loss", i, 1, i));
    }

    assertThat(history.points()).hasSize(100);
    assertThat(history.isThinned()).isFalse();
  }

  @Test
  void aMillionPointsKeepTheirExtremesAndReportsStayWhole() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    MetricHistory history = new MetricHistory(1000);
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    double last = 0;
    for (int i = 1; i <= 250_000; i++) {
      last = i % 7 == 0 ? Double.NaN : random.nextGaussian();
      least = last < least ? last : least;
      greatest = last > greatest ? last : greatest;
      history.accept(new MetricPoint("step", i, 1, i));
      history.accept(new MetricPoint("loss", last, 1, i));
      assertThat(history.points().size()).isLessThanOrEqualTo(1000);
    }

    List<MetricPoint> losses =
        history.points().stream().filter(p -> p.name().equals("loss")).toList();
    assertThat(losses).as("seed %d", seed).extracting(MetricPoint::value).contains(least, greatest);
    assertThat(losses.getLast().report()).isEqualTo(250_000);
    assertThat(history.points()).hasSizeGreaterThan(300);
    assertThat(history.isThinned()).isTrue();
    assertThat(history.count()).isEqualTo(500_000);
    Map<Long, Long> perReport =
        history.points().stream()
            .collect(Collectors.groupingBy(MetricPoint::report, Collectors.counting()));
    assertThat(perReport.values()).as("seed %d", seed).containsOnly(2L);
    assertThat(history.points())
        .isSortedAccordingTo((a, b) -> Long.compare(a.report(), b.report()));
  }

  @Test
  void namesWithoutEndAreBoundedToo() {
    MetricHistory history = new MetricHistory(100);
    for (int i = 1; i <= 100_000; i++) {
      history.accept(new MetricPoint("n" + i, i, 1, i));
      assertThat(history.points().size()).isLessThanOrEqualTo(100);
    }
    assertThat(history.points().getLast().name()).isEqualTo("n100000");
  }
}
