package io.jupyterflow.argo.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.core.diagnosis.Cause;
import io.jupyterflow.core.diagnosis.OutputEvidence;
import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.JupyterFlowException;
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
  void aKnownCauseIsExplainedEvenIfTheClusterIsUnreachable() {
    RunSnapshot run =
        run(
            JobSnapshotBuilder.of("a", JobState.FAILED)
                .attempt(failed().exitCode(137).cause(RetryCause.OOM)));
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
  void memoryOfArgosContainerIsNotTheJobs() {
    String message =
        "a container that the cluster adds to it (wait) ran out of memory and was killed";
    RunSnapshot run =
        run(
            JobSnapshotBuilder.of("a", JobState.FAILED)
                .attempt(failed().cause(RetryCause.FAILED).message(message))
                .message(message));
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

  private static AttemptBuilder failed() {
    return AttemptBuilder.of(1, JobState.FAILED).startedAt(NOON).finishedAt(NOON);
  }

  private static RunSnapshot run(JobSnapshotBuilder job) {
    return RunSnapshotBuilder.of("a-1")
        .engine("argo")
        .state(RunState.FAILED)
        .job(job)
        .createdAt(NOON)
        .startedAt(NOON)
        .finishedAt(NOON)
        .build();
  }
}
