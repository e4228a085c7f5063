package io.jupyterflow.core.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import org.junit.jupiter.api.Test;

/// How often a run is looked at, by how far it is.
final class PollIntervalTest {

  private static final long MILLI = 1_000_000;

  private final PollInterval pace = new PollInterval(0);

  private static RunSnapshot run(int jobs, int ended) {
    RunSnapshotBuilder run = RunSnapshotBuilder.of("run-1");
    for (int i = 0; i < jobs; i++) {
      run.job(JobSnapshotBuilder.of("job-" + i, i < ended ? JobState.SUCCEEDED : JobState.QUEUED));
    }
    return run.build();
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
  void theEndOfAllJobsIsSeenAtOnce() {
    assertThat(pace.pause(run(1000, 999), 1000 * MILLI)).isEqualTo(5);
  }

  @Test
  void runThatHasNotBegunIsSeenToBegin() {
    assertThat(pace.pause(run(1000, 0), 60_000 * MILLI)).isEqualTo(25);
  }
}
