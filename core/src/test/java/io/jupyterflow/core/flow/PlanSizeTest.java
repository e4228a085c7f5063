package io.jupyterflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.PlanOptionsBuilder;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.workflowfile.WorkflowFilePlanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A plan that no process can carry is refused when it is made.
class PlanSizeTest {

  private static final PlanOptions MANY =
      PlanOptionsBuilder.defaults().maxVariants(2_000_000_000).build();

  private final KnownFacts facts = new KnownFacts();

  PlanSizeTest() {
    facts.programs.add("p");
  }

  private PlanResult flow(String text) {
    return FlowPlanner.plan(text, facts, MANY);
  }

  private static void assertRefused(PlanResult planned, String code) {
    assertThat(planned.plan()).isNull();
    assertThat(planned.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo(code);
          assertThat(problem.where()).isNotNull();
          assertThat(problem.remedy().toString()).contains("several runs");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p {1..250000}",
        "p {1..500} {1..500}",
        "p a={1..100000} >> p {a}",
        "p {1..1000000000}",
      })
  void tooManyJobsAreRefusedBeforeAnyIsMade(String text) {
    assertRefused(flow(text), "too-many-jobs");
  }

  @Test
  void tooManyJobsOfAFileAreRefusedAlike() {
    assertRefused(
        WorkflowFilePlanner.plan(
                "w.yaml",
                "jobs: [{run: 'p {a} {b}', sweep: {a: {from: 1, to: 500}, b: {from: 1, to: 500}}}]",
                facts,
                MANY)
            .planned(),
        "too-many-jobs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p %s {1..10000}",
        "p {1..10000} > %s",
        "p x={%s,1} {1..20000}",
        "p a={1..10000} >> p x=%s {a}",
        "X=%s p {1..10000}",
      })
  void tooLongCommandsAreRefusedBeforeAllAreMade(String text) {
    assertRefused(flow(text.formatted("x".repeat(20_000))), "plan-too-large");
    assertThat(flow(text.formatted("x".repeat(200))).plan()).isNotNull();
  }

  @Test
  void tooLongListsOfNeedsAreRefusedBeforeAllAreMade() {
    assertRefused(flow("[p a={1..10000}, p {1..10000}] >> p {a}"), "plan-too-large");
    assertThat(flow("[p a={1..20}, p {1..10000}] >> p {a} {1..500}").plan()).isNotNull();
  }

  @Test
  void needsThatJobsShareAreCountedOnce() {
    String group = "[" + "p, ".repeat(999) + "p]";
    Plan plan = flow(group + " >> " + group).orThrow();
    assertThat(plan.footprint() - 2 * flow(group).orThrow().footprint())
        .isBetween(50_000L, 100_000L);
  }

  @Test
  void theHintDoesNotOfferWhatIsRefusedNext() {
    assertThat(FlowPlanner.plan("p {1..250000}", facts, PlanOptions.DEFAULT).problems())
        .extracting(problem -> problem.remedy().toString())
        .containsExactly("write fewer choices: one run has at most 150000 jobs");
  }
}
