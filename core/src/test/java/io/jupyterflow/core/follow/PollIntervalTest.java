package io.jupyterflow.core.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How often a run is looked at, by how far it is.
final class PollIntervalTest {

  private static final long MILLI = 1_000_000;

  private final PollInterval pace = new PollInterval(0);

  private static RunSnapshot run(int jobs, int ended) {
    List<Job> plan = new ArrayList<>();
    List<JobSnapshot> now = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      plan.add(Job.of("job-" + i, new Command.Exec(List.of("true")), List.of()));
      JobState state = i < ended ? JobState.SUCCEEDED : JobState.QUEUED;
      now.add(new JobSnapshot("job-" + i, state, List.of(), ""));
    }
    return new RunSnapshot(
        "run-1",
        "local",
        RunState.RUNNING,
        new Plan("run", plan),
        now,
        Instant.EPOCH,
        null,
        null,
        null,
        1,
        "");
  }

  @Test
  void smallRunsAreLookedAtAllTheTime() {
    assertThat(pace.pause(run(2, 0), 0)).isEqualTo(5);
    assertThat(pace.pause(run(2, 1), 60_000 * MILLI)).isEqualTo(5);
  }

  @Test
  void largeRunsAreLeftAloneWhileMuchIsLeft() {
    assertThat(pace.pause(run(1000, 100), 1000 * MILLI)).isEqualTo(200);
    assertThat(pace.pause(run(1000, 900), 1800 * MILLI)).isEqualTo(50);
  }

  @Test
  void theirEndIsSeenAtOnce() {
    assertThat(pace.pause(run(1000, 999), 1000 * MILLI)).isEqualTo(5);
  }

  @Test
  void runThatHasNotBegunIsSeenToBegin() {
    assertThat(pace.pause(run(1000, 0), 60_000 * MILLI)).isEqualTo(25);
  }
}
