package io.jupyterflow.argo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.argo.api.Paths;
import io.jupyterflow.argo.compile.SomeEnvironment;
import io.jupyterflow.argo.schedule.CronSchedules;
import io.jupyterflow.argo.submit.WorkflowSubmission;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.schedule.CronText;
import io.jupyterflow.core.schedule.Recurrence;
import io.jupyterflow.core.schedule.Timing;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.Retrying;
import io.jupyterflow.kubernetes.fake.Between;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Runs whose secrets the notebook's account brings with the rights it has: it may create them, and
/// do nothing else with them.
@Tag("cluster")
class SecretsOnClusterTest extends WrittenPlans {

  @AutoClose private static RealCluster cluster;

  private final Plan plan = plan(shell("tell", "echo $JUPYTERFLOW_RUN $API_TOKEN"));

  @BeforeAll
  static void open() {
    cluster = RealCluster.open();
  }

  private static Environment environment() {
    return SomeEnvironment.in(cluster.namespace(), "SOME", "value", Map.of("API_TOKEN", "s3cret"));
  }

  private static SubmitOptions named(String id) {
    return SubmitOptionsBuilder.named(id);
  }

  private void submit(KubeApi api, String id) {
    new WorkflowSubmission(api, new Random()).prepare(plan, environment(), named(id)).send();
  }

  /// Nobody reads them but an administrator, who counts.
  private static List<KubeObject> secretsOf(KubeObject owner) {
    List<KubeObject> owned = new ArrayList<>();
    for (KubeObject secret :
        cluster
            .administrator()
            .get("/api/v1/namespaces/" + cluster.namespace() + "/secrets")
            .objects("items")) {
      if (secret
          .objects("metadata", "ownerReferences")
          .contains(
              KubeObject.EMPTY
                  .ownedBy(Paths.VERSION, owner.text("kind"), owner)
                  .objects("metadata", "ownerReferences")
                  .getFirst())) {
        owned.add(secret);
      }
    }
    return owned;
  }

  private static void hasTold(String id) throws IOException {
    KubeObject workflow = cluster.finish(id);
    assertThat(workflow.text("status", "phase")).as(id).isEqualTo("Succeeded");
    assertThat(cluster.output(id)).isEqualTo(id + " s3cret\n");
    assertThat(secretsOf(workflow)).as(id).hasSize(1);
    assertThat(workflow.toString()).doesNotContain("s3cret");
  }

  /// Calls of a process that is killed, or whose answers are lost, at one of them.
  private static KubeApi failing(int at, boolean isDone, RuntimeException how) {
    Between failing = Between.failing(at, how);
    return isDone
        ? Between.of(cluster.single(), Between.NOTHING, failing)
        : Between.of(cluster.single(), failing, Between.NOTHING);
  }

  @Test
  void theAccountMayNotReadThem() {
    assertThatThrownBy(
            () -> cluster.api().get("/api/v1/namespaces/" + cluster.namespace() + "/secrets/any"))
        .isInstanceOfSatisfying(
            KubeException.Answered.class, e -> assertThat(e.isForbidden()).isTrue());
  }

  @Test
  void aCallThatNobodyAnsweredIsDoneOnce() throws IOException {
    RuntimeException lost = new KubeException.Unanswered("call", new IOException("reset"));
    for (int at = 0; at < 3; at++) {
      submit(new Retrying(failing(at, true, lost), time -> {}), "lost-" + at);
    }

    for (int at = 0; at < 3; at++) {
      hasTold("lost-" + at);
    }
  }

  @Test
  void aSecondSubmitCompletesAKilledOne() throws IOException {
    RuntimeException killed = new IllegalStateException("killed");
    for (boolean isDone : new boolean[] {false, true}) {
      for (int at = 0; at < 3; at++) {
        String id = "killed-" + (isDone ? "after-" : "before-") + at;
        KubeApi dying = failing(at, isDone, killed);
        assertThatThrownBy(() -> submit(dying, id)).isSameAs(killed);
        submit(cluster.api(), id);
      }
    }

    for (int at = 0; at < 3; at++) {
      hasTold("killed-before-" + at);
      hasTold("killed-after-" + at);
    }
  }

  @Test
  void twoAtTheSameTimeAreOneRun() throws Exception {
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        String id = "both-" + i;
        Future<?> first = both.submit(() -> submit(cluster.api(), id));
        Future<?> second = both.submit(() -> submit(cluster.api(), id));
        first.get();
        second.get();
      }
    }

    for (int i = 0; i < 4; i++) {
      hasTold("both-" + i);
    }
  }

  @Test
  void aScheduleThatWasCutShortIsCompletedAndItsRunsHaveItsSecrets() throws IOException {
    RuntimeException lost = new KubeException.Unanswered("call", new IOException("reset"));
    assertThatThrownBy(() -> add(failing(1, true, lost)))
        .isInstanceOf(JupyterFlowException.Unreachable.class);

    CronSchedules schedules = add(cluster.api());

    String id = schedules.run("nightly");
    assertThat(cluster.finish(id).text("status", "phase")).isEqualTo("Succeeded");
    assertThat(cluster.output(id)).isEqualTo(id + " s3cret\n");
    KubeObject schedule =
        cluster.api().get(cluster.workflows().replace("/workflows", "/cronworkflows/nightly"));
    assertThat(schedule.has("spec", "suspend")).isFalse();
    assertThat(secretsOf(schedule)).hasSize(1);
    schedules.delete("nightly");
  }

  private CronSchedules add(KubeApi api) {
    CronSchedules schedules =
        new CronSchedules(api, cluster.namespace(), () -> "alice", Clock.systemUTC(), new Random());
    Recurrence yearly =
        CronText.read("0 3 1 1 *", "", new ArrayList<>()).orElseThrow().recurrence();
    schedules.add(plan, environment(), named("nightly"), new Timing(yearly, ZoneId.of("UTC")));
    return schedules;
  }
}
