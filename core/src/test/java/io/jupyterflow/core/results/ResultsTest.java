package io.jupyterflow.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.ResultsDocument;
import io.jupyterflow.core.fixture.JobBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.metric.ReportedMetrics;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.results.Goal.Direction;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunState;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResultsTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final List<Job> jobs = new ArrayList<>();
  private final Map<String, JobState> states = new HashMap<>();
  private final Map<String, List<MetricPoint>> metrics = new LinkedHashMap<>();

  @Test
  void variantsThatReportedAreRowsWithTheirLastValues() {
    job("prep", "prep", Map.of());
    variant("1", "0.1", 3, 2, 1);
    variant("2", "0.2", 5, 4);
    variant("3", "0.3");
    Results results = Results.of(List.of(run("a-1")), null);
    assertThat(results.parameters()).containsExactly("lr");
    assertThat(results.metrics()).containsExactly("epoch", "loss");
    assertThat(results.rows())
        .extracting(ResultRow::job)
        .containsExactly("train-1", "train-2", "train-3");
    assertThat(results.rows().getFirst().metrics()).containsEntry("loss", 1.0);
    assertThat(results.rows().getLast().metrics()).isEmpty();
  }

  @Test
  void aGoalTakesTheBestMomentOfEachHistoryAndSorts() {
    variant("1", "0.1", 3, 2, 9);
    variant("2", "0.2", 8, 1, 7);
    Results results = Results.of(List.of(run("a-1")), new Goal(Direction.MIN, "loss"));
    assertThat(results.rows()).extracting(ResultRow::job).containsExactly("train-2", "train-1");
    assertThat(results.rows()).extracting(ResultRow::best).containsExactly(true, false);
    assertThat(results.rows().getFirst().metrics()).isEqualTo(Map.of("epoch", 2.0, "loss", 1.0));

    Results most = Results.of(List.of(run("a-1")), new Goal(Direction.MAX, "loss"));
    assertThat(most.rows().getFirst().metrics()).isEqualTo(Map.of("epoch", 3.0, "loss", 9.0));
  }

  @Test
  void notANumberAndMissingSortLastWhateverTheDirection() {
    variant("1", "0.1", Double.NaN);
    variant("2", "0.2");
    variant("3", "0.3", Double.POSITIVE_INFINITY);
    variant("4", "0.4", 1, Double.NaN);
    for (Direction direction : Direction.values()) {
      Results results = Results.of(List.of(run("a-1")), new Goal(direction, "loss"));
      assertThat(results.rows().subList(2, 4))
          .extracting(ResultRow::job)
          .containsExactly("train-1", "train-2");
      assertThat(results.rows().stream().filter(ResultRow::best)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = JobState.class,
      names = {"FAILED", "LOST", "STOPPED", "SKIPPED"})
  void failedJobsAreNeverBestAndComeLast(JobState state) {
    variant("1", "0.1", 3);
    variant("2", "0.2", 1);
    variant("3", "0.3");
    variant("4", "0.4", 2);
    states.put("train-2", state);
    Results results = Results.of(List.of(run("a-1")), new Goal(Direction.MIN, "loss"));
    assertThat(results.rows())
        .extracting(ResultRow::job)
        .containsExactly("train-4", "train-1", "train-3", "train-2");
    assertThat(results.rows().getFirst().best()).isTrue();
    assertThat(results.rows().stream().filter(ResultRow::best)).hasSize(1);
    assertThat(results.passedOver()).map(ResultRow::job).contains("train-2");
    Results most = Results.of(List.of(run("a-1")), new Goal(Direction.MAX, "loss"));
    assertThat(most.rows().getFirst().job()).isEqualTo("train-1");
    assertThat(most.passedOver()).as("it has not the best number").isEmpty();
  }

  @Test
  void ifAllJobsFailedNoneIsBest() {
    variant("1", "0.1", 3);
    variant("2", "0.2", 1);
    states.put("train-1", JobState.FAILED);
    states.put("train-2", JobState.FAILED);
    Results results = Results.of(List.of(run("a-1")), new Goal(Direction.MIN, "loss"));
    assertThat(results.rows()).extracting(ResultRow::job).containsExactly("train-2", "train-1");
    assertThat(results.rows()).noneMatch(ResultRow::best);
    assertThat(results.passedOver()).map(ResultRow::job).contains("train-2");
    assertThat(Results.of(List.of(run("a-1")), null).passedOver()).isEmpty();
  }

  @Test
  void runningAndReusedJobsCanBeBest() {
    variant("1", "0.1", 3);
    variant("2", "0.2", 1);
    for (JobState state : List.of(JobState.RUNNING, JobState.REUSED)) {
      states.put("train-2", state);
      Results results = Results.of(List.of(run("a-1")), new Goal(Direction.MIN, "loss"));
      assertThat(results.rows().getFirst().job()).isEqualTo("train-2");
      assertThat(results.rows().getFirst().best()).isTrue();
    }
  }

  @Test
  void attemptsAreKeptApart() {
    job("train", "train", Map.of());
    metrics.put(
        "train", List.of(new MetricPoint("loss", 0.01, 1, 1), new MetricPoint("loss", 5, 2, 2)));
    Results results = Results.of(List.of(run("a-1")), new Goal(Direction.MIN, "loss"));
    assertThat(results.rows().getFirst().metrics()).containsEntry("loss", 5.0);
  }

  @Test
  void anUnknownMetricIsNotFoundAndTheNearestNamed() {
    variant("1", "0.1", 1);
    assertThatThrownBy(() -> Results.of(List.of(run("a-1")), new Goal(Direction.MIN, "losss")))
        .isInstanceOf(JupyterFlowException.NotFound.class)
        .asString()
        .contains("did you mean loss?");
    metrics.clear();
    assertThatThrownBy(() -> Results.of(List.of(run("a-1")), new Goal(Direction.MIN, "loss")))
        .asString()
        .contains("JUPYTERFLOW_METRICS");
  }

  @Test
  void csvHasNoFormulas() {
    List<String> cells =
        List.of(
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-x",
            "@SUM(A1)",
            "＝1",
            "\t=1",
            "\n=1",
            "-1e-05",
            "+.5",
            "-inf",
            "-",
            "a=b",
            "lr=-1",
            "\r=1",
            "a\u001b[2Jb\u202e",
            "a\tb",
            "'=1");
    assertThat(new ResultsTable(cells, List.of()).csv())
        .isEqualTo(
            String.join(
                    ",",
                    "'=1+1",
                    "'+cmd|' /C calc'!A0",
                    "'-x",
                    "'@SUM(A1)",
                    "'＝1",
                    "'\t=1",
                    "\"'\n=1\"",
                    "-1e-05",
                    "+.5",
                    "-inf",
                    "'-",
                    "a=b",
                    "lr=-1",
                    "\\r=1",
                    "a\\u001b[2Jb\\u202e",
                    "a\tb",
                    "'=1")
                + "\r\n");
  }

  @Test
  void csvQuotesWhatMustBe() {
    job("학습-1", "학습", Map.of("epoch", "a,\"b\"\nc"));
    job("학습-2", "학습", Map.of("epoch", "=1+1"));
    metrics.put(
        "학습-1",
        List.of(new MetricPoint("epoch", 3, 1, 1), new MetricPoint("loss", Double.NaN, 1, 1)));
    Results results = Results.of(List.of(run("a-1"), run("b-2")), null);
    assertThat(ResultsTable.of(results, true, NumberText::exact).csv())
        .isEqualTo(
            String.join(
                "\r\n",
                "run,job,state,epoch,metric.epoch,loss",
                "a-1,학습-1,succeeded,\"a,\"\"b\"\"\nc\",3,NaN",
                "a-1,학습-2,succeeded,'=1+1,,",
                "b-2,학습-1,succeeded,\"a,\"\"b\"\"\nc\",3,NaN",
                "b-2,학습-2,succeeded,'=1+1,,",
                ""));
  }

  @Test
  void theDocumentIsAsItsSchemaSays() throws IOException {
    variant("1", "0.1", 3, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    variant("2", "0.2");
    Results results = Results.of(List.of(run("a-1")), new Goal(Direction.MAX, "loss"));
    String json = JsonText.pretty(ResultsDocument.of(results, List.of()));
    assertThat(json).contains("\"Infinity\"").contains("\"NaN\"").contains("\"best\": true");
    try (InputStream schema = ResultsDocument.class.getResourceAsStream("results.schema.json")) {
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                  .getSchema(schema)
                  .validate(json, InputFormat.JSON))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10, 10",
    "0.1, 0.1, 0.1",
    "0.00001, 0.00001, 0.00001",
    "1e-7, 1e-07, 1e-07",
    "0.123456789, 0.123456789, 0.123457",
    "-1.5e300, -1.5e+300, -1.5e+300",
    "123456789, 123456789, 123457000",
    "-0.0, 0, 0",
    "NaN, NaN, NaN",
    "-Infinity, -inf, -inf"
  })
  void numbersAreWrittenExactlyForProgramsAndBrieflyForPeople(
      double number, String exact, String brief) {
    assertThat(NumberText.exact(number)).isEqualTo(exact);
    assertThat(NumberText.brief(number)).isEqualTo(brief);
  }

  private void variant(String number, String rate, double... losses) {
    job("train-" + number, "train", Map.of("lr", rate));
    List<MetricPoint> points = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      points.add(new MetricPoint("epoch", i + 1, 1, i + 1));
      points.add(new MetricPoint("loss", losses[i], 1, i + 1));
    }
    if (!points.isEmpty()) {
      metrics.put("train-" + number, points);
    }
  }

  private void job(String name, String origin, Map<String, String> parameters) {
    jobs.add(JobBuilder.of(name).origin(origin).parameters(parameters).build());
  }

  private RunMetrics run(String id) {
    RunSnapshotBuilder run =
        RunSnapshotBuilder.of(id)
            .state(RunState.SUCCEEDED)
            .createdAt(NOON)
            .startedAt(NOON)
            .finishedAt(NOON);
    for (Job job : jobs) {
      JobState state = states.getOrDefault(job.name(), JobState.SUCCEEDED);
      run.job(job, JobSnapshotBuilder.of(job.name(), state).build());
    }
    return new RunMetrics(run.build(), new ReportedMetrics(metrics, List.of()));
  }
}
