package io.jupyterflow.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import java.time.Instant;
import java.util.ArrayList;
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
    List<Attempt> attempts = new ArrayList<>();
    if (state == JobState.RUNNING) {
      attempts.add(new Attempt(1, JobState.RUNNING, THEN, null, null, null, ""));
    }
    return new JobSnapshot("job", state, attempts, "");
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
            new Attempt(1, JobState.FAILED, THEN, NOW, 1, RetryCause.FAILED, "exit code 1"),
            new Attempt(2, JobState.SUCCEEDED, NOW, NOW, 0, null, ""));
  }
}
