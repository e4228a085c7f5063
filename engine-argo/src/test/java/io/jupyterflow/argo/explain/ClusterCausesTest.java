package io.jupyterflow.argo.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.core.diagnosis.Cause;
import io.jupyterflow.core.diagnosis.OutputEvidence;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.kubernetes.fake.FakeCluster;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterCausesTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private static List<String> unreachable(String job) {
    throw new JupyterFlowException.Unreachable(job, new IOException("refused"));
  }

  @Test
  void aCauseThatIsKnownIsToldThoughTheClusterCanNotBeReachedForTheRest() {
    Attempt attempt = new Attempt(1, JobState.FAILED, NOON, NOON, 137, RetryCause.OOM, "");
    RunSnapshot run = run(new JobSnapshot("a", JobState.FAILED, List.of(attempt), ""));
    try (FakeCluster cluster = new FakeCluster("hub")) {
      ClusterCauses causes =
          new ClusterCauses(
              cluster,
              new Workflows(cluster, "hub"),
              run,
              ClusterCausesTest::unreachable,
              new OutputEvidence(ClusterCausesTest::unreachable));

      assertThat(causes.of("a").map(Cause::what)).contains("ran out of memory and was killed");
      assertThat(causes.of("a").map(Cause::unread)).contains("a");
    }
  }

  @Test
  void whatArgosContainerRanOutOfIsNotTheJobs() {
    String message =
        "the cluster's own container beside it (wait) ran out of memory and was killed";
    Attempt attempt = new Attempt(1, JobState.FAILED, NOON, NOON, null, RetryCause.FAILED, message);
    RunSnapshot run = run(new JobSnapshot("a", JobState.FAILED, List.of(attempt), message));
    try (FakeCluster cluster = new FakeCluster("hub")) {
      Cause cause =
          new ClusterCauses(
                  cluster,
                  new Workflows(cluster, "hub"),
                  run,
                  job -> List.of(),
                  new OutputEvidence(job -> List.of()))
              .of("a")
              .orElseThrow();

      assertThat(cause.what()).contains(message, "The job's own memory is not what lacks");
      assertThat(cause.fix().toString()).contains("<rerun-failed a-1>").doesNotContain("--memory");
    }
  }

  private static RunSnapshot run(JobSnapshot job) {
    return new RunSnapshot(
        "a-1",
        "argo",
        RunState.FAILED,
        new Plan("a", List.of(Job.of("a", new Command.Shell("true"), List.of()))),
        List.of(job),
        NOON,
        NOON,
        NOON,
        null,
        1,
        "");
  }
}
