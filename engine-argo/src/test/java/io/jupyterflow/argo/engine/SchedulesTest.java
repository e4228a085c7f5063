package io.jupyterflow.argo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jupyterflow.argo.compile.SomeEnvironment;
import io.jupyterflow.argo.fake.FakeController;
import io.jupyterflow.argo.schedule.CronSchedules;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.engine.Schedules;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.run.RunSummary;
import io.jupyterflow.core.schedule.CronText;
import io.jupyterflow.core.schedule.Timing;
import io.jupyterflow.kubernetes.capture.NodeBinding;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.FakeCluster;
import io.jupyterflow.kubernetes.fake.PodEnvironmentBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulesTest extends WrittenPlans {

  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final String CRONS = "/apis/argoproj.io/v1alpha1/namespaces/hub/cronworkflows/";
  private static final String SECRETS = "/api/v1/namespaces/hub/secrets";

  @TempDir Path folder;

  private final FakeCluster cluster = new FakeCluster("hub");
  private FakeController controller;
  private Engine engine;
  private Schedules schedules;

  @BeforeEach
  void up() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    controller = new FakeController(cluster, Files.createDirectory(folder.resolve("pods")));
    Environment environment =
        SomeEnvironment.plain(home.toString(), home.toString(), Map.of("API_TOKEN", "hush"));
    engine =
        new ArgoEngine(
            cluster, new CallerContext("hub", home, () -> environment), Clock.systemUTC());
    schedules = engine.schedules().orElseThrow();
  }

  @AfterEach
  void down() {
    controller.close();
    cluster.close();
  }

  private String nightly() {
    return nightly(schedules);
  }

  private String nightly(Schedules schedules) {
    return schedules.add(
        plan(shell("tell", "echo $JUPYTERFLOW_RUN $API_TOKEN")),
        engine.capture(),
        named("nightly"),
        at("0 3 * * *"));
  }

  private static Timing at(String cron) {
    return new Timing(
        CronText.read(cron, "--schedule", new ArrayList<>()).orElseThrow().recurrence(), SEOUL);
  }

  private static SubmitOptions named(String name) {
    return SubmitOptionsBuilder.named(name);
  }

  private KubeObject object() {
    return cluster.find(CRONS + "nightly").orElseThrow();
  }

  @Test
  void keepsWhenAndByWhoseClock() {
    nightly();

    Instant next = at("0 3 * * *").next(Instant.now(), 1).getFirst().toInstant();
    assertThat(schedules.list())
        .containsExactly(
            new Schedules.Schedule(
                "nightly", "0 3 * * *", "Asia/Seoul", false, null, next, 1, null));
    assertThat(object().text("spec", "timezone")).isEqualTo("Asia/Seoul");
    assertThat(nightly()).as("the same again").isEqualTo("nightly");
    assertThat(schedules.list()).hasSize(1);
    for (String cron : List.of("0 4 * * *", "0 3 * * *")) {
      String command = cron.equals("0 3 * * *") ? "false" : "echo $JUPYTERFLOW_RUN $API_TOKEN";
      assertThatThrownBy(() ->
              schedules.add(
                  plan(shell("tell", command)), engine.capture(), named("nightly"), at(cron)))
          .isInstanceOf(JupyterFlowException.Refused.class)
          .hasMessageContaining("another schedule 'nightly'");
    }
  }

  @Test
  void keepsHowItsRunsAreToGo() {
    SubmitOptions options =
        SubmitOptionsBuilder.defaults().id("nightly").width(3).failFast(true).build();
    schedules.add(plan(shell("a", "true")), engine.capture(), options, at("@daily"));

    KubeObject spec = object().object("spec", "workflowSpec");
    assertThat(spec.number("parallelism")).isEqualTo(3);
    assertThat(JsonText.line(spec.tree())).contains("\"failFast\":true");
    assertThatThrownBy(() ->
            schedules.add(
                plan(shell("a", "true")), engine.capture(), named("nightly"), at("@daily")))
        .as("otherwise the same, but not stopped by a failure")
        .isInstanceOf(JupyterFlowException.Refused.class);
  }

  @Test
  void itsRunsGoWhereTheirVolumeIsAndNotToTheNodeOfTheNotebookOfToday() {
    Environment bound = bound(Map.of());
    Plan plan = plan(shell("a", "true"));
    schedules.add(plan, bound, named("nightly"), at("@daily"));

    KubeObject spec = object().object("spec", "workflowSpec");
    assertThat(JsonText.line(spec.object("affinity").tree()))
        .contains("\"jupyterflow.dev/home\":\"claim-alice\"", "kubernetes.io/hostname")
        .doesNotContain("today")
        .doesNotContain("preferred");
    assertThat(spec.text("podMetadata", "labels", "jupyterflow.dev/home"))
        .as("the first of a run may go anywhere, and the others to it")
        .isEqualTo("claim-alice");
    String once = engine.prepare(plan, bound, SubmitOptions.DEFAULT).submit().id();
    assertThat(
            cluster
                .find(CRONS.replace("cronworkflows", "workflows") + once)
                .orElseThrow()
                .text("spec", "podMetadata", "labels", "jupyterflow.dev/home"))
        .as("a run of now is found by them, too")
        .isEqualTo("claim-alice");
    assertThat(schedules.check(plan, bound))
        .extracting(Problem::isError, Problem::code)
        .containsExactly(tuple(false, "schedule-beside-notebook"));
    assertThat(schedules.check(plan, engine.capture())).isEmpty();
  }

  @Test
  void aNotebookWithoutTheLabelOfItsVolumeIsFoundByItsOthers() {
    schedules.add(
        plan(shell("a", "true")),
        bound(Map.of("notebook-name", "mine")),
        named("nightly"),
        at("@daily"));

    assertThat(JsonText.line(object().object("spec", "workflowSpec", "affinity").tree()))
        .contains("preferredDuring", "\"notebook-name\":\"mine\"");
  }

  private Environment bound(Map<String, String> notebook) {
    Environment now = engine.capture();
    PodEnvironment argo = (PodEnvironment) now.engine();
    PodEnvironment bound =
        PodEnvironmentBuilder.in("hub")
            .container(argo.container())
            .pod(KubeObject.parse("{\"affinity\": {\"nodeAffinity\": {\"at\": \"today\"}}}"))
            .home(argo.home())
            .binding(new NodeBinding("today", KubeObject.EMPTY, "claim-alice", notebook))
            .build();
    return EnvironmentBuilder.in(now.workingDirectory()).engine(bound).build();
  }

  @Test
  void itsSecretsAreKeptApartAndGoWithIt() {
    nightly();
    assertThat(JsonText.line(object().tree())).doesNotContain("hush");
    assertThat(cluster.all(SECRETS)).hasSize(1);
    schedules.delete("nightly");

    assertThat(cluster.all(SECRETS)).isEmpty();
    assertThat(schedules.list()).isEmpty();
  }

  @Test
  void oneThatWasCutShortStartsNothingUntilItIsAddedAgain() {
    cluster.refuse(SECRETS, 503);
    Schedules impatient =
        new CronSchedules(cluster, "hub", () -> "alice", Clock.systemUTC(), new Random());
    assertThatThrownBy(() -> nightly(impatient))
        .isInstanceOf(JupyterFlowException.Unreachable.class);
    assertThat(object().isTrue("spec", "suspend")).isTrue();
    assertThatThrownBy(() -> schedules.resume("nightly"))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .hasMessageContaining("has no secrets yet");
    assertThatThrownBy(() -> schedules.run("nightly"))
        .isInstanceOf(JupyterFlowException.Refused.class);

    cluster.refuse(SECRETS, 0);
    nightly();

    assertThat(object().has("spec", "suspend")).isFalse();
    assertThat(cluster.all(SECRETS)).hasSize(1);
    assertThat(schedules.run("nightly")).startsWith("nightly-");
  }

  @Test
  void oneWhoseSecretsAreRefusedIsNotKept() {
    cluster.refuse(SECRETS, 403);

    assertThatThrownBy(this::nightly).isInstanceOf(JupyterFlowException.Refused.class);
    assertThat(schedules.list()).isEmpty();
  }

  @Test
  void aRunOfItIsARunLikeAnyOther() {
    nightly();

    String id = schedules.run("nightly");
    RunSnapshot run = engine.run(id);
    while (!run.state().isTerminal()) {
      run =
          engine.watch(id, run.revision(), Duration.ofSeconds(30)).map(RunUpdate::run).orElse(run);
    }

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(engine.runs()).extracting(RunSummary::id).containsExactly(id);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (JobLog log = engine.log(id, "tell", true)) {
      while (!log.isComplete()) {
        said.writeBytes(log.poll());
      }
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo(id + " hush\n");
  }

  @Test
  void startsNothingWhileItIsSuspended() {
    nightly();

    schedules.suspend("nightly");
    assertThat(object().isTrue("spec", "suspend")).isTrue();
    schedules.resume("nightly");
    assertThat(object().isTrue("spec", "suspend")).isFalse();
    assertThat(object().text("metadata", "annotations", "jupyterflow.dev/resumed"))
        .as("what it missed until then is no fault")
        .isNotEmpty();
    assertThatThrownBy(() -> schedules.suspend("weekly"))
        .isInstanceOf(JupyterFlowException.NotFound.class);
  }

  @Test
  void namesLeaveRoomForTheTime() {
    assertThatThrownBy(() ->
            schedules.add(
                plan(shell("a", "true")), engine.capture(), named("n".repeat(53)), at("@daily")))
        .isInstanceOf(JupyterFlowException.Usage.class)
        .asString()
        .contains("52");
  }
}
