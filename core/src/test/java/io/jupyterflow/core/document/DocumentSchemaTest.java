package io.jupyterflow.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SourceLocation;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
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
              new Job(
                  "train-1",
                  "train",
                  new Command.Exec(List.of("python", "train.py", "lr=0.1")),
                  List.of("prep"),
                  Map.of("lr", "0.1"),
                  Map.of("SEED", "7"),
                  new Resources(new BigDecimal("0.5"), 8L << 30, 1),
                  new Retries(
                      2,
                      EnumSet.of(RetryCause.OOM, RetryCause.LOST),
                      Duration.ofSeconds(5),
                      new BigDecimal("2")),
                  Duration.ofHours(2),
                  Map.of("loss", "loss: (.*)")),
              Job.of(
                  "report",
                  new Command.Notebook("python", "report.ipynb", List.of("epoch=1")),
                  List.of("train-1"))));

  private static RunSnapshot run(RunState state) {
    Attempt first =
        new Attempt(1, JobState.FAILED, NOON, NOON.plusMillis(1500), 137, RetryCause.OOM, "oom");
    Attempt second = new Attempt(2, JobState.RUNNING, NOON, null, null, null, "");
    return new RunSnapshot(
        "train-7f3k2",
        "local",
        state,
        PLAN,
        List.of(
            new JobSnapshot("prep", JobState.REUSED, List.of(), ""),
            new JobSnapshot("train-1", JobState.RUNNING, List.of(first, second), ""),
            new JobSnapshot("report", JobState.WAITING, List.of(), "")),
        NOON,
        NOON,
        null,
        "train-7f3k1",
        7,
        "");
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
