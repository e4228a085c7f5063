package io.jupyterflow.core.engine;

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

class JobRevisionsTest {

  private static RunSnapshot run(long revision, JobState... states) {
    List<Job> jobs = new ArrayList<>();
    List<JobSnapshot> snapshots = new ArrayList<>();
    for (int i = 0; i < states.length; i++) {
      jobs.add(Job.of("job-" + i, new Command.Shell("true"), List.of()));
      snapshots.add(new JobSnapshot("job-" + i, states[i], List.of(), ""));
    }
    return new RunSnapshot(
        "a-1",
        "argo",
        RunState.RUNNING,
        new Plan("a", jobs),
        snapshots,
        Instant.EPOCH,
        null,
        null,
        null,
        revision,
        "");
  }

  @Test
  void namesTheJobsThatChangedSinceAKnownRevision() {
    JobRevisions revisions = new JobRevisions();
    revisions.add(run(10, JobState.WAITING, JobState.WAITING, JobState.WAITING));
    revisions.add(run(20, JobState.QUEUED, JobState.WAITING, JobState.WAITING));
    RunSnapshot now = run(30, JobState.QUEUED, JobState.WAITING, JobState.SKIPPED);

    assertThat(revisions.update(now, 20)).isEqualTo(new RunUpdate(now, List.of(2)));
    assertThat(revisions.update(now, 10)).isEqualTo(new RunUpdate(now, List.of(0, 2)));
  }

  @Test
  void namesAllJobsForARevisionThatIsUnknown() {
    JobRevisions revisions = new JobRevisions();
    RunSnapshot now = run(10, JobState.QUEUED, JobState.WAITING);

    assertThat(revisions.update(now, 5)).isEqualTo(RunUpdate.ofAll(now));
    for (int i = 0; i < 100; i++) {
      now = run(11 + i, JobState.QUEUED, JobState.WAITING);
      revisions.add(now);
    }
    assertThat(revisions.update(now, 10)).as("forgotten").isEqualTo(RunUpdate.ofAll(now));
    assertThat(revisions.update(now, 100)).isEqualTo(new RunUpdate(now, List.of()));
  }

  @Test
  void knowsARevisionThatComesAgain() {
    JobRevisions revisions = new JobRevisions();
    revisions.add(run(10, JobState.QUEUED, JobState.WAITING));
    revisions.add(run(11, JobState.RUNNING, JobState.WAITING));
    RunSnapshot again = run(10, JobState.QUEUED, JobState.WAITING);

    assertThat(revisions.update(again, 11)).isEqualTo(new RunUpdate(again, List.of(0)));
    assertThat(revisions.update(again, 10)).isEqualTo(new RunUpdate(again, List.of()));
  }
}
