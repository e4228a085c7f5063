package io.jupyterflow.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every engine promises of a plan that it has prepared: the part of [EngineContract] about
/// [Submission].
public abstract class SubmissionContract extends EngineRuns {

  @Test
  void submitReturnsTheRunThatWasAccepted() {
    SubmitOptions named = SubmitOptionsBuilder.named("first-look");
    Plan plan = plan(shell("a", "true"), shell("b", "true", "a"));

    RunSnapshot first = prepare(plan, named).submit();

    assertThat(first.id()).isEqualTo("first-look");
    assertThat(first.engine()).isEqualTo(engine().name());
    assertThat(first.plan()).isEqualTo(plan);
    assertThat(first.jobs()).extracting(JobSnapshot::name).containsExactly("a", "b");
    assertThat(first.state().isTerminal()).isFalse();
    RunSnapshot now = engine().run(first.id());
    assertThat(now.createdAt()).isEqualTo(first.createdAt());
    assertThat(now.plan()).isEqualTo(first.plan());
    if (now.revision() == first.revision()) {
      assertThat(now).isEqualTo(first);
    }
    RunSnapshot end = first;
    while (!end.state().isTerminal()) {
      end = engine().watch(end.id(), end.revision(), PATIENCE).orElseThrow().run();
    }
    assertThat(prepare(plan, named).submit()).as("the run that is there").isEqualTo(end);
  }

  @Test
  void aPreparedRunThatIsNotSubmittedLeavesNothing() {
    List<String> before = engine().ids();
    Submission submission = prepare(plan(shell("a", "true")), SubmitOptions.DEFAULT);

    assertThat(submission.problems()).isEmpty();
    assertThat(submission.documents()).isNotEmpty();

    assertThat(engine().ids()).isEqualTo(before);
  }
}
