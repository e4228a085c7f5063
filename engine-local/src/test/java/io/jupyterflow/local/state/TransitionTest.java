package io.jupyterflow.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TransitionTest {

  private static final Instant THEN = Instant.ofEpochSecond(1000);
  private static final Instant NOW = Instant.ofEpochSecond(2000);

  private static final JobEvent QUEUED = new JobEvent.Queued();
  private static final JobEvent STARTED = new JobEvent.Started(1, NOW);
  private static final JobEvent SUCCEEDED =
      new JobEvent.Ended(JobState.SUCCEEDED, NOW, 0, null, "", false);
  private static final JobEvent AGAIN =
      new JobEvent.Ended(JobState.FAILED, NOW, 1, RetryCause.FAILED, "exit code 1", true);
  private static final JobEvent SKIPPED = new JobEvent.Skipped("needs a, which failed");
  private static final JobEvent STOPPED = new JobEvent.Stopped("stopped on request");
  private static final JobEvent REUSED = new JobEvent.Reused("taken over");

  private static final List<JobEvent> EVENTS =
      List.of(QUEUED, STARTED, SUCCEEDED, AGAIN, SKIPPED, STOPPED, REUSED);

  /// Every edge there is; all other pairs of state and event change nothing.
  private static final Map<JobState, Map<JobEvent, JobState>> EDGES =
      Map.of(
          JobState.WAITING,
          Map.of(
              QUEUED, JobState.QUEUED,
              SKIPPED, JobState.SKIPPED,
              STOPPED, JobState.STOPPED,
              REUSED, JobState.REUSED),
          JobState.QUEUED,
          Map.of(STARTED, JobState.RUNNING, STOPPED, JobState.STOPPED),
          JobState.RUNNING,
          Map.of(SUCCEEDED, JobState.SUCCEEDED, AGAIN, JobState.QUEUED));

  private static JobSnapshot in(JobState state) {
    JobSnapshotBuilder job = JobSnapshotBuilder.of("job", state);
    if (state == JobState.RUNNING) {
      job.attempt(AttemptBuilder.of(1, JobState.RUNNING).startedAt(THEN));
    }
    return job.build();
  }

  @Test
  void hasExactlyTheseEdges() {
    for (JobState state : JobState.values()) {
      for (JobEvent event : EVENTS) {
        JobSnapshot before = in(state);
        JobSnapshot after = Transition.of(before, event);
        JobState wanted = EDGES.getOrDefault(state, Map.of()).get(event);
        if (wanted == null) {
          assertThat(after).as(state + " " + event).isEqualTo(before);
        } else {
          assertThat(after.state()).as(state + " " + event).isEqualTo(wanted);
        }
      }
    }
  }

  @Test
  void attemptsAreKept() {
    JobSnapshot first = Transition.of(in(JobState.RUNNING), AGAIN);
    JobSnapshot second = Transition.of(first, new JobEvent.Started(2, NOW));
    JobSnapshot done = Transition.of(second, SUCCEEDED);

    assertThat(done.attempts())
        .containsExactly(
            AttemptBuilder.of(1, JobState.FAILED)
                .startedAt(THEN)
                .finishedAt(NOW)
                .exitCode(1)
                .cause(RetryCause.FAILED)
                .message("exit code 1")
                .build(),
            AttemptBuilder.of(2, JobState.SUCCEEDED)
                .startedAt(NOW)
                .finishedAt(NOW)
                .exitCode(0)
                .build());
  }
}
