package io.jupyterflow.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Of `prep >> [a, b]` and `b >> end`, where `a` failed.
class ReusedJobsTest {

  private final RunSnapshot parent =
      new RunSnapshot(
          "parent",
          "fake",
          RunState.FAILED,
          new Plan("p", List.of(job("prep"), job("a", "prep"), job("b", "prep"), job("end", "b"))),
          List.of(
              ended("prep", JobState.REUSED),
              ended("a", JobState.FAILED),
              ended("b", JobState.SUCCEEDED),
              ended("end", JobState.SUCCEEDED)),
          Instant.EPOCH,
          null,
          null,
          null,
          1,
          "");

  private static Job job(String name, String... needs) {
    return Job.of(name, new Command.Shell("true"), List.of(needs));
  }

  private static JobSnapshot ended(String name, JobState state) {
    return new JobSnapshot(name, state, List.of(), "");
  }

  @Test
  void resultsAreTakenOverWhereverTheyCameFrom() {
    assertThat(ReusedJobs.of(parent)).containsExactly("prep", "b", "end");
  }

  @Test
  void aJobThatRunsAgainTakesAllAfterItAlong() {
    assertThat(ReusedJobs.before(parent, List.of(2))).containsExactly("prep");
    assertThat(ReusedJobs.before(parent, List.of(1))).containsExactly("prep", "b", "end");
    assertThat(ReusedJobs.before(parent, List.of(0))).isEmpty();
  }
}
