package io.jupyterflow.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The wait of a job beside its time: it waited for a minute and ran for five seconds.
class RunTreeTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private static RunSnapshot run() {
    Instant end = NOON.plusSeconds(65);
    Attempt attempt =
        new Attempt(1, JobState.SUCCEEDED, NOON, NOON.plusSeconds(60), end, 0, null, "");
    return new RunSnapshot(
        "a-1",
        "argo",
        RunState.SUCCEEDED,
        new Plan("a", List.of(Job.of("a", new Command.Shell("true"), List.of()))),
        List.of(new JobSnapshot("a", JobState.SUCCEEDED, List.of(attempt), "")),
        NOON,
        NOON,
        end,
        null,
        1,
        "");
  }

  private static String line(boolean tellsWaits) {
    RunSnapshot run = run();
    return new RunTree(PlanTree.of(run.plan()), Style.PLAIN, tellsWaits)
        .lines(run, NOON.plusSeconds(70), 10, job -> "")
        .getFirst();
  }

  @Test
  void theTimeIsTheJobsOwnAndTheWaitStandsBesideItWhereItIsAskedFor() {
    assertThat(line(false)).endsWith("succeeded  5.0s");
    assertThat(line(true)).endsWith("succeeded  5.0s  waited 1m 00s");
  }
}
