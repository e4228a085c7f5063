package io.jupyterflow.argo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of following when the cluster is not always there, and of runs without a record.
class FollowingTest extends FakeClusterRuns {

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
    assertThat(engine.explain(id).fix().toString()).contains("<run-doctor>", "<rerun-failed " + id);
  }

  @Test
  void withoutARecordMetricsComeFromOutput() {
    Engine engine = engine(null);
    String id = submit(engine, plan(shell("train", "echo loss=0.5")));
    await(engine, id, run -> run.state().isTerminal());

    assertThat(engine.metrics(id).points().getOrDefault("train", List.of()))
        .extracting(MetricPoint::name)
        .containsExactly("loss");
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
    assertThat(later.metrics(id).points()).containsKey("a");
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
