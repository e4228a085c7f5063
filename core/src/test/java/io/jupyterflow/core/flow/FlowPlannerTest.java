package io.jupyterflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowPlannerTest {

  private final KnownFacts facts = new KnownFacts();

  private Plan plan(String text) {
    return FlowPlanner.plan(text, facts, PlanOptions.DEFAULT).orThrow();
  }

  @Test
  void aGroupRunsInParallelAndIsJoinedByWhatFollows() {
    Plan plan = plan("a.py >> [b.py, c.py >> d.py] >> e.py");

    assertThat(plan.jobs()).extracting(Job::name).containsExactly("a", "b", "c", "d", "e");
    assertThat(plan.jobs())
        .extracting(Job::needs)
        .containsExactly(List.of(), List.of("a"), List.of("a"), List.of("c"), List.of("b", "d"));
    assertThat(plan.name()).isEqualTo("a");
  }

  @Test
  void wordsAreSplitAndQuotedAsAShellDoes() {
    Plan plan = plan("echo 'a b' \"c \\\" d\" e\\ f '' '>>'");

    assertThat(plan.jobs().getFirst().command())
        .isEqualTo(new Command.Exec(List.of("echo", "a b", "c \" d", "e f", "", ">>")));
  }

  @Test
  void aContinuedLineIsNoWordAndHidesNoOperator() {
    Plan plan = plan("echo a \\\n  b\\\nc \\\n>> echo\\\n d >>\\\n echo \\\n");

    assertThat(plan.jobs())
        .extracting(Job::command)
        .containsExactly(
            new Command.Exec(List.of("echo", "a", "bc")),
            new Command.Exec(List.of("echo", "d")),
            new Command.Exec(List.of("echo")));
  }
}
