package io.jupyterflow.argo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.fake.FakeCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Output of pods that can't be read: it is gone, it can't be reached, or this user may not read
/// it.
class UnreadPodOutputTest extends FakeClusterRuns {

  /// An output to its end.
  ///
  /// @param waits whether it is waited for while it can't be reached
  private static String read(JobLog log, boolean waits) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (!log.isComplete()) {
      try {
        all.writeBytes(log.poll());
      } catch (JupyterFlowException.Unreachable e) {
        if (!waits) {
          throw e;
        }
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static KubeException forbidden() {
    return FakeCluster.answer(
        403,
        "Forbidden",
        "pods \"x\" is forbidden: User \"alice\" cannot get resource \"pods/log\" in API group"
            + " \"\" in the namespace \"hub\"");
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
        .asString()
        .contains("output of train", "connection refused");
  }

  @Test
  void anOutputThatCanNotBeReachedTakesNoOthersWithIt() {
    Engine engine = engine(null);
    String id =
        submit(
            engine,
            plan(shell("first", "echo loss=0.5"), shell("away", "echo loss=0.7; echo away")));
    await(engine, id, run -> run.state().isTerminal());

    controller.withoutOutput(
        "away", FakeCluster.answer(500, "InternalError", "dial tcp 10.1.2.3:10250: i/o timeout"));

    assertThat(engine.metrics(id).points()).containsOnlyKeys("first");
    assertThat(engine.metrics(id).notices())
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.job()).isEqualTo("away");
          assertThat(notice.message()).contains("can't be read at the moment");
        });
  }

  @Test
  void whyTellsWhatItKnowsOfAJobThatFailedThoughItsOutputCanNotBeReached() {
    Engine engine = engine(null);
    String id = submit(engine, plan(shell("train", "echo loss=0.5; exit 3")));
    await(engine, id, run -> run.state().isTerminal());

    controller.withoutOutput(
        FakeCluster.answer(500, "InternalError", "dial tcp 10.1.2.3:10250: i/o timeout"));

    for (Explanation why : List.of(engine.explain(id), engine.explain(id, "train"))) {
      assertThat(why.cause().lines())
          .containsExactly(
              "train failed with exit code 3",
              "The cluster can't be reached for reading the output of train (it answers 500:"
                  + " dial tcp 10.1.2.3:10250: i/o timeout).");
      assertThat(why.fix()).hasToString("To read its output: try again, which is safe");
      assertThat(why.evidence()).isEmpty();
    }
  }

  @Test
  void whyTellsWhatItKnowsOfAJobThatRunsThoughItsOutputCanNotBeReached() throws IOException {
    Engine engine = engine(null);
    RunSnapshot running = waiting(engine);

    controller.withoutOutput(
        new KubeException.Unanswered("GET log", new IOException("connection refused")));

    assertThat(engine.explain(running.id(), "wait").cause())
        .startsWith("wait is running\n")
        .contains("reading the output of wait", "connection refused");
    letGo();
    assertThat(end(engine, running).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aMissingPermissionForOutputIsReportedAndFollowingGoesOn() throws IOException {
    Engine engine = engine(null);
    RunSnapshot running = waiting(engine);
    controller.withoutOutput(forbidden());

    letGo();
    assertThatThrownBy(() -> output(engine, running.id(), "wait"))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains(
            "alice may not get pods/log in the namespace hub", "see what they apply: <run-doctor>");
    assertThat(end(engine, running).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void anOutputThatMayNotBeReadIsNotTakenForNone() {
    Engine engine = engine(null);
    String id = submit(engine, plan(shell("train", "echo loss=0.5; exit 3")));
    await(engine, id, run -> run.state().isTerminal());

    controller.withoutOutput(forbidden());

    String why =
        "The account alice may not get pods/log in the namespace hub, which reading the output of"
            + " jobs needs. The cluster's administrator can allow it: verb get on pods/log of the"
            + " API group ''.";
    assertThatThrownBy(() -> output(engine, id, "train"))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .hasMessage(why);
    assertThatThrownBy(() -> engine.metrics(id))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .hasMessage(why);
    assertThat(engine.explain(id, "train").cause().lines())
        .containsExactly("train failed with exit code 3", why);
    assertThat(engine.explain(id).fix())
        .hasToString("To read its output: see what they apply: <run-doctor>");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void unreachableOutputIsReportedAndReadOnceItCanBe(boolean isAnswered) {
    Engine engine = engine(null);
    String id = submit(engine, plan(shell("train", "echo loss=0.5")));
    await(engine, id, run -> run.state().isTerminal());
    controller.withoutOutput(
        isAnswered
            ? FakeCluster.answer(503, "ServiceUnavailable", "connection refused")
            : new KubeException.Unanswered("GET log", new IOException("connection refused")));

    try (JobLog log = engine.log(id, "train", true)) {
      assertThatThrownBy(() -> read(log, false))
          .isInstanceOf(JupyterFlowException.Unreachable.class)
          .asString()
          .contains("reading the output of train", "connection refused");
      assertThat(log.isComplete()).isFalse();
      controller.withOutput();
      assertThat(read(log, true)).isEqualTo("loss=0.5\n");
    }
  }

  @Test
  void outputSoFarIsReadWithoutFollowing() throws IOException {
    Engine engine = engine(null);
    String go = "until test -e " + home.resolve("go") + "; do sleep 0.05; done";
    String id = submit(engine, plan(shell("talk", "echo one; " + go + "; echo two")));
    await(engine, id, run -> isRunning(run, "talk"));
    StringBuilder heard = new StringBuilder();
    try (JobLog log = engine.log(id, "talk", true)) {
      while (heard.isEmpty()) {
        heard.append(new String(log.poll(), StandardCharsets.UTF_8));
      }
    }

    try (JobLog log = engine.log(id, "talk", false)) {
      assertThat(read(log, false)).isEqualTo("one\n");
    }
    letGo();
    await(engine, id, run -> run.state().isTerminal());
    assertThat(output(engine, id, "talk")).isEqualTo("one\ntwo\n");
  }

  @Test
  void aPodThatIsGoneHasNoOutput() {
    Engine engine = engine(null);
    String id = submit(engine, plan(shell("train", "echo loss=0.5; exit 3")));
    await(engine, id, run -> run.state().isTerminal());

    controller.withoutOutput(FakeCluster.answer(404, "NotFound", "pods \"x\" not found"));

    assertThat(engine.metrics(id).points()).isEmpty();
    assertThat(output(engine, id, "train")).isEmpty();
    assertThat(engine.explain(id, "train").cause()).contains("failed with exit code 3");
  }
}
