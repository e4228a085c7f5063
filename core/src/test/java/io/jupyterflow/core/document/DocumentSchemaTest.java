package io.jupyterflow.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.fixture.JobBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SourceLocation;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentSchemaTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private static final Plan PLAN =
      new Plan(
          "train",
          List.of(
              Job.of("prep", new Command.Shell("cd $HOME\npwd", true), List.of()),
              JobBuilder.of("train-1", new Command.Exec(List.of("python", "train.py", "lr=0.1")))
                  .origin("train")
                  .needs(List.of("prep"))
                  .parameters(Map.of("lr", "0.1"))
                  .env(Map.of("SEED", "7"))
                  .resources(new Resources(new BigDecimal("0.5"), 8L << 30, 1))
                  .retries(
                      new Retries(
                          2,
                          EnumSet.of(RetryCause.OOM, RetryCause.LOST),
                          Duration.ofSeconds(5),
                          new BigDecimal("2")))
                  .timeout(Duration.ofHours(2))
                  .metrics(Map.of("loss", "loss: (.*)"))
                  .build(),
              Job.of(
                  "report",
                  new Command.Notebook("python", "report.ipynb", List.of("epoch=1")),
                  List.of("train-1"))));

  private static RunSnapshot run(RunState state) {
    AttemptBuilder first =
        AttemptBuilder.of(1, JobState.FAILED)
            .startedAt(NOON)
            .finishedAt(NOON.plusMillis(1500))
            .exitCode(137)
            .cause(RetryCause.OOM)
            .message("oom");
    AttemptBuilder second = AttemptBuilder.of(2, JobState.RUNNING).startedAt(NOON);
    return RunSnapshotBuilder.of("train-7f3k2")
        .state(state)
        .plan(PLAN)
        .job(JobSnapshotBuilder.of("prep", JobState.REUSED))
        .job(JobSnapshotBuilder.of("train-1", JobState.RUNNING).attempt(first).attempt(second))
        .job(JobSnapshotBuilder.of("report", JobState.WAITING))
        .createdAt(NOON)
        .startedAt(NOON)
        .parent("train-7f3k1")
        .revision(7)
        .build();
  }

  @Test
  void planAndItsSchemaAgree() throws IOException {
    assertThat(violations("plan", PlanDocument.of(PLAN, "local"))).isEmpty();
  }

  @Test
  void runAndItsSchemaAgreeInEveryState() throws IOException {
    for (RunState state : RunState.values()) {
      assertThat(violations("run", RunDocument.of(run(state)))).isEmpty();
    }
  }

  @Test
  void runListAndItsSchemaAgree() throws IOException {
    assertThat(violations("run-list", RunListDocument.of(List.of()))).isEmpty();
    assertThat(violations("run-list", RunListDocument.of(List.of(run(RunState.RUNNING).summary()))))
        .isEmpty();
  }

  @Test
  void problemsAndTheirSchemaAgree() throws IOException {
    SourceLocation place = new SourceLocation("workflow.yaml", 3, 5, 4, "  - prpe.py");
    assertThat(
            violations(
                "problems",
                ProblemsDocument.of(
                    List.of(
                        Problem.error("no-such-file", place, "no prpe.py", "prep.py?"),
                        Problem.warning("secret", null, "a token", "")),
                    Remedy::toString)))
        .isEmpty();
  }

  @Test
  void environmentAndItsSchemaAgreeForEveryFate() throws IOException {
    List<CapturedItem> items = new ArrayList<>();
    for (CapturedItem.Fate fate : CapturedItem.Fate.values()) {
      items.add(new CapturedItem("variable", "SEED", "7", fate, "pod", ""));
    }
    assertThat(violations("environment", EnvironmentDocument.of("argo", "/home", items))).isEmpty();
    assertThat(violations("environment", EnvironmentDocument.of("local", "/", List.of())))
        .isEmpty();
  }

  @Test
  void checkupAndItsSchemaAgreeForEveryOutcome() throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (Finding.Outcome outcome : Finding.Outcome.values()) {
      findings.add(new Finding("token", outcome, "there is one", ""));
    }
    DoctorReport checkup =
        new DoctorReport("argo", findings, List.of("run"), List.of("ps"), true, "a: 1");
    assertThat(violations("checkup", DoctorDocument.of(checkup, Remedy::toString))).isEmpty();
  }

  @Test
  void aSchemaRefusesWhatIsNoDocument() throws IOException {
    Map<String, Object> other = Map.of("apiVersion", "jupyterflow/v1", "kind", "Run");
    for (String schema : List.of("plan", "run", "run-list", "problems", "environment", "checkup")) {
      assertThat(violations(schema, other)).as(schema).isNotEmpty();
    }
  }

  @Test
  void timesAreUtcAndWhatIsUnknownIsNull() {
    String json = JsonText.line(RunDocument.of(run(RunState.RUNNING)));
    assertThat(json)
        .contains("\"createdAt\":\"2026-01-02T12:00:00Z\"")
        .contains("\"finishedAt\":\"2026-01-02T12:00:01.500Z\"")
        .contains("\"finishedAt\":null")
        .contains("\"parent\":\"train-7f3k1\"")
        .contains("\"plan\":{\"name\":\"train\"");
  }

  private static Set<ValidationMessage> violations(String schema, Map<String, ?> document)
      throws IOException {
    try (InputStream in = RunDocument.class.getResourceAsStream(schema + ".schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(in)
          .validate(JsonText.pretty(document), InputFormat.JSON);
    }
  }
}
