package io.jupyterflow.core.flow.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.PlanOptionsBuilder;
import io.jupyterflow.core.flow.FlowPlanner;
import io.jupyterflow.core.flow.KnownFacts;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {

  private final KnownFacts facts = new KnownFacts();

  private PlanResult planned(String text) {
    return FlowPlanner.plan(text, facts, PlanOptions.DEFAULT);
  }

  private Plan plan(String text) {
    return planned(text).orThrow();
  }

  private List<String> lines(String text) {
    return plan(text).jobs().stream().map(SweepTest::line).toList();
  }

  /// `name < needs: words`.
  private static String line(Job job) {
    String needs = job.needs().isEmpty() ? "" : " < " + String.join(" ", job.needs());
    return job.name() + needs + ": " + ((Command.Exec) job.command()).argv();
  }

  private List<String> codes(String text) {
    return planned(text).problems().stream().filter(Problem::isError).map(Problem::code).toList();
  }

  @Test
  void theLeftmostWordIsSlowest() {
    assertThat(lines("p a={1,2} b={x,y}"))
        .containsExactly(
            "p-1: [p, a=1, b=x]", "p-2: [p, a=1, b=y]", "p-3: [p, a=2, b=x]", "p-4: [p, a=2, b=y]");
  }

  @Test
  void aVariantWithoutACommandIsReportedOnceAlsoWhereJobsAreBoundToItsSweep() {
    assertThat(codes("x={1,2,3} {a,,} >> p lr={x}")).containsExactly("no-command");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{0.1..0.5..0.1} | 0.1 0.2 0.3 0.4 0.5",
        "{0.5..0.1..0.2} | 0.5 0.3 0.1",
        "{0..1..0.25} | 0.00 0.25 0.50 0.75 1.00",
        "{0.1..0.4..0.2} | 0.1 0.3",
        "{-0.2..0.2..0.2} | -0.2 0.0 0.2",
        "{0..10..5} | 0 5 10",
        "{05..10..5} | 05 10",
        "{e..a..2} | e c a",
        "{a,b}{c,d} | ac ad bc bd",
        "{1..1} | 1",
      })
  void rangesCountExactly(String braces, String values) {
    assertThat(plan("p " + braces).jobs())
        .extracting(job -> ((Command.Exec) job.command()).argv().get(1))
        .containsExactly(values.split(" "));
  }

  @Test
  void anEmptyWordIsDroppedUnlessQuoted() {
    assertThat(lines("p {,--fast} ''")).containsExactly("p-1: [p, ]", "p-2: [p, --fast, ]");
  }

  @Test
  void aContinuedLineBetweenEmptyChoicesIsDroppedWithThem() {
    assertThat(lines("p {,a}\\\n{,b}"))
        .containsExactly("p-1: [p]", "p-2: [p, b]", "p-3: [p, a]", "p-4: [p, ab]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "layers={'[64,64]','[128,128]'} | layers=[64,64] | layers=[128,128]",
        "x={'a b','c d'} | x=a b | x=c d",
        "x={\"a,b\",c} | x=a,b | x=c",
        "x={'{a,b}',\"c}\"} | x={a,b} | x=c}",
        "x={a\\ b,c\\,d} | x=a b | x=c,d",
        "x={a\" \"b,''} | x=a b | x=",
      })
  void quotedChoicesAreTheValuesInTheQuotes(String word, String first, String second) {
    for (String text : List.of("t " + word, "[t " + word + ", u] >> u", "u >> t " + word)) {
      assertThat(plan(text).jobs())
          .filteredOn(job -> job.origin().equals("t"))
          .as(text)
          .extracting(job -> ((Command.Exec) job.command()).argv().get(1))
          .containsExactly(first, second);
    }
  }

  @Test
  void quotedBracesAndAnEmptyPairAreText() {
    assertThat(lines("p '{a,b}' \"{1..3}\" \\{a,b} {} {a x{"))
        .containsExactly("p: [p, {a,b}, {1..3}, {a,b}, {}, {a, x{]");
  }

  @Test
  void aKeyPairsVariantsOneToOne() {
    assertThat(lines("train lr={0.1,0.2} >> test lr={lr}"))
        .containsExactly(
            "train-1: [train, lr=0.1]",
            "train-2: [train, lr=0.2]",
            "test-1 < train-1: [test, lr=0.1]",
            "test-2 < train-2: [test, lr=0.2]");
  }

  @Test
  void aJobWithoutKeysWaitsForAllVariants() {
    assertThat(lines("t a={1,2} >> r >> s"))
        .containsExactly("t-1: [t, a=1]", "t-2: [t, a=2]", "r < t-1 t-2: [r]", "s < r: [s]");
  }

  @Test
  void severalKeysAndChainsOfThemStayPaired() {
    assertThat(lines("t --a {1,2} b={x,y} >> e rate={a}-{b} >> p {rate} >> q"))
        .contains("e-3 < t-3: [e, rate=2-x]", "p-3 < e-3: [p, 2-x]", "q < p-1 p-2 p-3 p-4: [q]");
  }

  @Test
  void aJobMayBindAndSweep() {
    assertThat(lines("t a={1,2} >> e k={x,y} a={a}"))
        .containsExactly(
            "t-1: [t, a=1]",
            "t-2: [t, a=2]",
            "e-1 < t-1: [e, k=x, a=1]",
            "e-2 < t-2: [e, k=x, a=2]",
            "e-3 < t-1: [e, k=y, a=1]",
            "e-4 < t-2: [e, k=y, a=2]");
  }

  @Test
  void aDiamondOfBoundJobsJoinsByVariant() {
    assertThat(lines("t a={1,2} >> [e a={a}, f a={a}] >> r a={a}"))
        .endsWith("r-1 < e-1 f-1: [r, a=1]", "r-2 < e-2 f-2: [r, a=2]");
  }

  @Test
  void twoSweepsOfOneKeyAreAmbiguous() {
    assertThat(codes("[t a={1,2}, u a={1,2}] >> r a={a}")).containsExactly("ambiguous-key");
  }

  @Test
  void theNearestSweepWins() {
    assertThat(lines("t a={1,2} >> u a={3,4} >> r a={a}"))
        .endsWith("r-1 < u-1: [r, a=3]", "r-2 < u-2: [r, a=4]");
  }

  @Test
  void aKeyMayBeAVariable() {
    Plan plan = plan("SEED={1,2} t >> e {SEED}");

    assertThat(plan.jobs().get(1).env()).isEqualTo(Map.of("SEED", "2"));
    assertThat(line(plan.jobs().get(3))).isEqualTo("e-2 < t-2: [e, 2]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t lr={1,2} >> e {lrr} | unbound-key",
        "e {lr} | unbound-key",
        "t a={1..5..0} | zero-step",
        "t a={0.1..0.5} | missing-step",
        "t a={1..10001} | too-many-variants",
        "t a={1..1000000000} | too-many-variants",
        "t a={1..101} b={1..100} | too-many-variants",
        "t a={\"x y\"} | quotes-in-braces",
        "t a={1, 2} | space-in-braces",
        "t a={1, 2} >> e {a} | space-in-braces",
        "[t a={1, 2}, b] >> c | space-in-braces",
        "t a={1..{b}} | key-in-range",
      })
  void eachMistakeIsOneProblem(String text, String code) {
    assertThat(codes(text)).containsExactly(code);
  }

  @Test
  void theNearestKeyIsTheHint() {
    assertThat(planned("t lr={1,2} >> e {lt}").problems())
        .filteredOn(Problem::isError)
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.remedy().toString()).contains("{lr}");
          assertThat(problem.where()).hasToString("-c:1:17");
        });
  }

  @Test
  void tenThousandVariantsAreAllowedAndMoreWithTheFlag() {
    assertThat(plan("t {1..10000}").jobs()).hasSize(10_000);
    PlanOptions more = PlanOptionsBuilder.defaults().maxVariants(20_000).build();
    assertThat(FlowPlanner.plan("t {1..20000}", facts, more).orThrow().jobs()).hasSize(20_000);
  }
}
