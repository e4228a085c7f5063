package io.jupyterflow.core.workflowfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

  @Test
  void severalLinesUnite() {
    Plan plan = Files.plan("jobs: [a.py, b.py, c.py]\ndags: [1 >> 3, b >> c, 1 >> 3]\n");
    assertThat(plan.jobs().getLast().needs()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void jobsBehindTheSameJoinShareOneList() {
    StringBuilder text = new StringBuilder("jobs:\n");
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    int width = 5_000;
    for (int i = 1; i <= 2 * width; i++) {
      text.append("- {name: j").append(i).append(", run: x.py}\n");
      (i <= width ? first : second).append(i % width == 1 ? "" : ", ").append('j').append(i);
    }
    text.append("dags: ['[").append(first).append("] >> [").append(second).append("]']\n");
    List<Problem> problems = new ArrayList<>();
    WorkflowSpec spec =
        Objects.requireNonNull(WorkflowFilePlanner.read("w.yaml", text.toString(), problems));
    List<List<Integer>> needs =
        new GraphBuilder(spec, PlanOptions.DEFAULT, problems).build().needs();
    assertThat(problems).isEmpty();
    assertThat(needs.getLast()).hasSize(width).isSameAs(needs.get(width));
  }

  @Test
  void aNameThatSeveralJobsHaveIsAmbiguous() {
    assertThat(Files.problems("jobs: [a.py, a.py, b.py]\ndags: [a >> b]\n"))
        .singleElement()
        .asString()
        .contains("several jobs are called a")
        .contains("use their indexes");
    assertThat(Files.problems("jobs: [{name: a, run: x.py}, {name: a, run: y.py}]\n"))
        .singleElement()
        .asString()
        .contains("duplicate-name");
  }

  @Test
  void commandsInDagsAreExplained() {
    assertThat(Files.problems("jobs: [a.py]\ndags: [a >> python other.py]\n"))
        .singleElement()
        .asString()
        .contains("dags name jobs, they don't hold commands");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 > 2", "1 -> 2", "a => b"})
  void anotherArrowIsAnsweredWithTheRightOne(String order) {
    assertThat(Files.problems("jobs: [a.py, b.py]\ndags: ['" + order + "']\n"))
        .singleElement()
        .asString()
        .contains("between jobs stands >>: 1 >> 2");
  }

  @Test
  void aHundredThousandMistakesAreFewProblems() {
    String text = "jobs: [a.py]\ndags: [" + "1 >> x, ".repeat(50_000) + "1]\n";
    assertThat(Files.problems(text)).hasSizeBetween(1, 1_000);
    String keys = "jobs: [a.py, " + "{rnu: x}, ".repeat(50_000) + "b.py]\n";
    assertThat(Files.problems(keys)).hasSizeBetween(1, 1_001);
  }

  /// Against the definition: a cycle is reported exactly where edges of a random graph have one,
  /// and what is printed is one.
  @Test
  void cyclesAreFoundExactlyWhereTheyAre() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      int jobs = 1 + random.nextInt(6);
      List<List<Integer>> needs = new ArrayList<>();
      for (int i = 0; i < jobs; i++) {
        Set<Integer> before = new HashSet<>();
        for (int j = random.nextInt(3); j > 0; j--) {
          before.add(random.nextInt(jobs));
        }
        needs.add(List.copyOf(before));
      }
      List<Integer> cycle = new CycleFinder(needs).find();
      assertThat(cycle.isEmpty()).as("seed %d, %s", seed, needs).isEqualTo(isAcyclic(needs));
      for (int i = 0; i < cycle.size(); i++) {
        int next = cycle.get((i + 1) % cycle.size());
        assertThat(needs.get(next)).as("seed %d, %s", seed, needs).contains(cycle.get(i));
      }
    }
  }

  private static boolean isAcyclic(List<List<Integer>> needs) {
    Set<Integer> done = new HashSet<>();
    boolean grows = true;
    while (grows) {
      grows = false;
      for (int i = 0; i < needs.size(); i++) {
        grows |= done.containsAll(needs.get(i)) && done.add(i);
      }
    }
    return done.size() == needs.size();
  }
}
