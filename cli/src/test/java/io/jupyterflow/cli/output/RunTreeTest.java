package io.jupyterflow.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The wait of a job beside its time: it waited for a minute and ran for five seconds.
class RunTreeTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private static RunSnapshot run() {
    Instant end = NOON.plusSeconds(65);
    AttemptBuilder attempt =
        AttemptBuilder.of(1, JobState.SUCCEEDED)
            .queuedAt(NOON)
            .startedAt(NOON.plusSeconds(60))
            .finishedAt(end)
            .exitCode(0);
    return RunSnapshotBuilder.of("a-1")
        .engine("argo")
        .state(RunState.SUCCEEDED)
        .job(JobSnapshotBuilder.of("a", JobState.SUCCEEDED).attempt(attempt))
        .createdAt(NOON)
        .startedAt(NOON)
        .finishedAt(end)
        .build();
  }

  private static String line(boolean tellsWaits) {
    RunSnapshot run = run();
    return new RunTree(PlanTree.of(run.plan()), Style.PLAIN, tellsWaits)
        .lines(run, NOON.plusSeconds(70), 10, job -> "")
        .getFirst();
  }

  @Test
  void theTimeIsTheJobsOwnAndTheWaitIsShownOnRequest() {
    assertThat(line(false)).endsWith("succeeded  5.0s");
    assertThat(line(true)).endsWith("succeeded  5.0s  waited 1m 00s");
  }
}
