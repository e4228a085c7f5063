package io.jupyterflow.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.results.Curve.Point;
import io.jupyterflow.core.run.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartTest {

  private final List<ResultRow> rows = new ArrayList<>();

  @Test
  void aMetricIsDrawnOverTheFirstHyperparameterThatDiffers() {
    row(Map.of("lr", "0.1", "seed", "7"), 3);
    row(Map.of("lr", "0.01", "seed", "7"), 2);
    Chart chart = Chart.of(results(List.of("seed", "lr"), "loss"), "loss");
    assertThat(chart.x()).isEqualTo("lr");
    assertThat(chart.curves())
        .containsExactly(new Curve("", List.of(new Point(0.01, 2), new Point(0.1, 3))));
  }

  @Test
  void otherHyperparametersThatDifferMakeCurves() {
    row(Map.of("lr", "0.1", "hidden", "16"), 1);
    row(Map.of("lr", "0.1", "hidden", "64"), 2);
    row(Map.of("lr", "0.2", "hidden", "16"), 3);
    Chart chart = Chart.of(results(List.of("lr", "hidden"), "loss"), "loss:lr");
    assertThat(chart.curves()).extracting(Curve::label).containsExactly("hidden=16", "hidden=64");
  }

  @Test
  void valuesThatAreNoNumbersAreCategories() {
    row(Map.of("optimizer", "sgd"), 1);
    row(Map.of("optimizer", "adam"), 2);
    Chart chart = Chart.of(results(List.of("optimizer"), "loss"), "loss");
    assertThat(chart.categories()).containsExactly("sgd", "adam");
    assertThat(chart.curves().getFirst().points())
        .containsExactly(new Point(0, 1), new Point(1, 2));
  }

  @Test
  void historiesAreDrawnOverTheMetricOfTheSameReport() {
    row(Map.of("lr", "0.1"), 3, 2, 1);
    Chart chart = Chart.of(results(List.of("lr"), "loss", "epoch"), "loss:epoch");
    List<Point> points = List.of(new Point(10, 3), new Point(20, 2), new Point(30, 1));
    assertThat(chart.curves()).containsExactly(new Curve("", points));
    assertThat(Chart.of(results(List.of("lr"), "loss", "epoch"), "loss")).isEqualTo(chart);
  }

  @Test
  void aHyperparameterThatDiffersGoesBeforeAMetricOfItsName() {
    row(Map.of("epoch", "10"), 1);
    row(Map.of("epoch", "20"), 2);
    Results results = results(List.of("epoch"), "loss", "epoch");
    assertThat(Chart.of(results, "loss:epoch").curves()).hasSize(1);
    assertThat(Chart.of(results, "loss:metric.epoch").curves())
        .extracting(Curve::label)
        .containsExactly("epoch=10", "epoch=20");
  }

  @Test
  void anUnknownMetricIsNotFoundAndTheNearestIsNamed() {
    row(Map.of("lr", "0.1"), 3);
    Results results = results(List.of("lr"), "loss", "epoch");
    assertThatThrownBy(() -> Chart.of(results, "los"))
        .isInstanceOf(JupyterFlowException.NotFound.class)
        .asString()
        .contains("did you mean loss?");
    assertThatThrownBy(() -> Chart.of(results, "loss:epocs"))
        .isInstanceOf(JupyterFlowException.NotFound.class)
        .asString()
        .contains("did you mean epoch?");
  }

  private void row(Map<String, String> parameters, double... losses) {
    List<MetricPoint> loss = new ArrayList<>();
    List<MetricPoint> epoch = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      loss.add(new MetricPoint("loss", losses[i], 1, i + 1));
      epoch.add(new MetricPoint("epoch", 10 * (i + 1), 1, i + 1));
    }
    rows.add(
        new ResultRow(
            "a-1",
            "train-" + rows.size(),
            JobState.SUCCEEDED,
            parameters,
            Map.of("loss", losses[losses.length - 1]),
            Map.of("loss", loss, "epoch", epoch),
            false));
  }

  private Results results(List<String> parameters, String... metrics) {
    return new Results(List.of("a-1"), parameters, List.of(metrics), null, rows);
  }
}
