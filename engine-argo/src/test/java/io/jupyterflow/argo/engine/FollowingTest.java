package io.jupyterflow.argo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.argo.compile.SomeEnvironment;
import io.jupyterflow.argo.fake.FakeCluster;
import io.jupyterflow.argo.fake.FakeController;
import io.jupyterflow.argo.kube.KubeException;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of following when the cluster is not always there, and of runs without a record.
class FollowingTest extends WrittenPlans {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final FakeCluster cluster = new FakeCluster("hub");
  private FakeController controller;
  private Path home;

  @BeforeEach
  void up() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    controller = new FakeController(cluster, Files.createDirectory(folder.resolve("pods")));
  }

  @AfterEach
  void down() {
    controller.close();
    cluster.close();
  }

  /// @param shared the home that jobs have, or null where they have none
  private Engine engine(@Nullable Path shared) {
    Environment environment =
        SomeEnvironment.plain(home.toString(), shared == null ? null : shared.toString(), Map.of());
    return new ArgoEngine(cluster, new Notebook("hub", home, () -> environment), Clock.systemUTC());
  }

  private static String submit(Engine engine, Plan plan) {
    return engine.submit(plan, engine.capture(), SubmitOptions.DEFAULT);
  }

  private static RunSnapshot await(Engine engine, String id, Predicate<RunSnapshot> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    RunSnapshot now = engine.run(id);
    while (!wanted.test(now)) {
      assertThat(System.nanoTime() - deadline).as("patience, at " + now).isNegative();
      now = engine.watch(id, now.revision(), Duration.ofMillis(500)).orElse(now);
    }
    return now;
  }

  private static boolean isRunning(RunSnapshot run, String job) {
    return run.job(job).orElseThrow().state() == JobState.RUNNING;
  }

  private static String output(Engine engine, String id, String job) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (JobLog log = engine.log(id, job)) {
      while (!log.isComplete()) {
        all.writeBytes(log.poll());
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /// A run of one job that runs until it is let go.
  private RunSnapshot waiting(Engine engine) {
    String job = "until test -e " + home.resolve("go") + "; do sleep 0.05; done";
    String id = submit(engine, plan(shell("wait", job)));
    return await(engine, id, run -> isRunning(run, "wait"));
  }

  private void letGo() throws IOException {
    Files.createFile(home.resolve("go"));
  }

  /// The end of a run, for which nobody asks anew.
  private static RunSnapshot end(Engine engine, RunSnapshot run) {
    RunSnapshot now = run;
    while (!now.state().isTerminal()) {
      now = engine.watch(run.id(), now.revision(), PATIENCE).orElseThrow();
    }
    return now;
  }

  @Test
  void survivesAServerThatGoesAndComesBack() throws IOException {
    Engine engine = engine(home);
    RunSnapshot running = waiting(engine);

    cluster.down(true);
    assertThat(engine.watch(running.id(), running.revision(), Duration.ofMillis(300))).isEmpty();
    assertThatThrownBy(() -> engine.run(running.id()))
        .isInstanceOf(JupyterFlowException.Unreachable.class);
    cluster.down(false);
    letGo();

    assertThat(end(engine, running).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void survivesVersionsThatAreForgotten() throws IOException {
    Engine engine = engine(home);
    RunSnapshot running = waiting(engine);
    engine.watch(running.id(), running.revision(), Duration.ofMillis(50));

    cluster.forget();
    letGo();

    assertThat(end(engine, running).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aWorkflowThatIsDeletedUnderARunLeavesItsRecord() {
    Engine engine = engine(home);
    String id =
        submit(engine, plan(shell("done", "echo kept"), shell("long", "sleep 300", "done")));
    RunSnapshot running = await(engine, id, run -> isRunning(run, "long"));
    engine.watch(running.id(), running.revision(), Duration.ofMillis(50));

    cluster.delete("/apis/argoproj.io/v1alpha1/namespaces/hub/workflows/" + id);
    RunSnapshot end = await(engine, id, run -> run.state().isTerminal());

    assertThat(end.job("done").map(JobSnapshot::state)).contains(JobState.SUCCEEDED);
    assertThat(end.job("long").map(JobSnapshot::state)).contains(JobState.LOST);
    assertThat(end.message()).contains("deleted from the cluster");
    assertThat(output(engine, id, "done")).isEqualTo("kept\n");
    assertThat(engine.ids()).containsExactly(id);
  }

  @Test
  void aWorkflowThatIsDeletedUnderARunWithoutRecordIsNotFound() {
    Engine engine = engine(null);
    String id = submit(engine, plan(shell("long", "sleep 300")));
    RunSnapshot running = await(engine, id, run -> isRunning(run, "long"));

    cluster.delete("/apis/argoproj.io/v1alpha1/namespaces/hub/workflows/" + id);

    assertThatThrownBy(() -> engine.watch(running.id(), running.revision(), PATIENCE))
        .isInstanceOf(JupyterFlowException.NotFound.class)
        .hasMessageContaining(id);
  }

  @Test
  void withoutARecordOutputComesFromPodsAttemptAfterAttempt() {
    Engine engine = engine(null);
    String id =
        submit(
            engine,
            plan(retried(shell("twice", "echo try loss=$JUPYTERFLOW_ATTEMPT; exit 1"), times(1))));
    await(engine, id, run -> run.state().isTerminal());

    assertThat(output(engine, id, "twice")).isEqualTo("try loss=1\ntry loss=2\n");
    assertThat(engine.explain(id, "twice").evidence()).contains("try loss=2");
  }

  @Test
  void whyNamesAnAccountOfJobsThatIsMissing() {
    controller.withoutAccount("jupyterflow-job");
    Engine engine = engine(home);
    String id = submit(engine, plan(shell("never", "true")));
    await(engine, id, run -> run.state().isTerminal());

    assertThat(engine.explain(id, "never").cause())
        .contains("the service account jupyterflow-job is not there");
    assertThat(engine.explain(id).fix())
        .contains("jupyterflow doctor", "jupyterflow rerun --failed " + id);
  }

  @Test
  void withoutARecordMetricsComeFromOutput() {
    Engine engine = engine(null);
    String id = submit(engine, plan(shell("train", "echo loss=0.5")));
    await(engine, id, run -> run.state().isTerminal());

    assertThat(engine.metrics(id).getOrDefault("train", List.of()))
        .extracting(MetricPoint::name)
        .containsExactly("loss");
  }

  @Test
  void anOutputThatCanNotBeReachedIsNotTakenForNone() {
    Engine engine = engine(null);
    String id = submit(engine, plan(shell("train", "echo loss=0.5; exit 3")));
    await(engine, id, run -> run.state().isTerminal());

    controller.withoutOutput(
        new KubeException.Unanswered("GET log", new IOException("connection refused")));

    assertThatThrownBy(() -> engine.metrics(id))
        .isInstanceOf(JupyterFlowException.Unreachable.class)
        .hasMessageContainingAll("output of train", "connection refused");
    assertThatThrownBy(() -> engine.explain(id, "train"))
        .isInstanceOf(JupyterFlowException.Unreachable.class)
        .hasMessageContaining("output of train");
  }

  @Test
  void whyTellsWhatItKnowsOfAJobThatRunsThoughItsOutputCanNotBeReached() throws IOException {
    Engine engine = engine(null);
    RunSnapshot running = waiting(engine);

    controller.withoutOutput(
        new KubeException.Unanswered("GET log", new IOException("connection refused")));

    assertThat(engine.explain(running.id(), "wait").cause()).contains("is running");
    letGo();
    assertThat(end(engine, running).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void whoMayNotReadOutputIsToldWhatIsMissingAndFollowsOn() throws IOException {
    Engine engine = engine(null);
    RunSnapshot running = waiting(engine);
    controller.withoutOutput(
        FakeCluster.answer(
            403,
            "Forbidden",
            "pods \"x\" is forbidden: User \"alice\" cannot get resource \"pods/log\" in API group"
                + " \"\" in the namespace \"hub\""));

    letGo();
    assertThatThrownBy(() -> output(engine, running.id(), "wait"))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .hasMessageContainingAll(
            "alice may not get pods/log in the namespace hub",
            "jupyterflow doctor prints what they apply");
    assertThat(end(engine, running).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aPodThatIsGoneHasNoOutput() {
    Engine engine = engine(null);
    String id = submit(engine, plan(shell("train", "echo loss=0.5; exit 3")));
    await(engine, id, run -> run.state().isTerminal());

    controller.withoutOutput(FakeCluster.answer(404, "NotFound", "pods \"x\" not found"));

    assertThat(engine.metrics(id)).isEmpty();
    assertThat(output(engine, id, "train")).isEmpty();
    assertThat(engine.explain(id, "train").cause()).contains("failed with exit code 3");
  }

  @Test
  void theRecordAloneIsTheRunAfterTheClusterForgotIt() {
    Engine engine = engine(home);
    String id = submit(engine, plan(shell("a", "echo loss=1"), shell("b", "exit 4", "a")));
    RunSnapshot end = await(engine, id, run -> run.state().isTerminal());
    cluster.delete("/apis/argoproj.io/v1alpha1/namespaces/hub/workflows/" + id);

    Engine later = engine(home);

    assertThat(later.run(id)).isEqualTo(end);
    assertThat(later.runs()).containsExactly(end.summary());
    assertThat(later.metrics(id)).containsKey("a");
    assertThat(later.explain(id, "b").cause()).contains("4");
    later.delete(id);
    assertThat(later.ids()).isEmpty();
  }

  @Test
  void whyTellsWhatTheRecordKnowsWhileTheClusterCanNotBeReached() {
    Engine engine = engine(home);
    String id = submit(engine, plan(shell("bad", "echo no data; exit 4")));
    await(engine, id, run -> run.state().isTerminal());

    cluster.down(true);
    Engine later = engine(home);

    assertThat(later.explain(id).cause()).contains("bad failed with exit code 4");
    assertThat(later.explain(id).evidence()).containsExactly("no data");
  }

  @Test
  void theRecordHasTheFilesOfARun() throws IOException {
    Engine engine = engine(home);
    String id = submit(engine, plan(shell("a", "true")));
    await(engine, id, run -> run.state().isTerminal());

    try (var files = Files.walk(home)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
          .contains("plan.json", "argo.json", "final.json", "log", "exit", "started");
    }
  }
}
