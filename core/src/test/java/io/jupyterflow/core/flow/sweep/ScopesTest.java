package io.jupyterflow.core.flow.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.flow.syntax.Dialect;
import io.jupyterflow.core.flow.syntax.JobTemplate;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.text.SourceText;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The nearest sweep of each key is found, in work that grows with the flow.
class ScopesTest {

  private final List<FlowCommand> commands = new ArrayList<>();
  private final List<List<Integer>> needs = new ArrayList<>();

  private void add(String text, List<Integer> need) {
    JobText job =
        JobText.parse(
            text, new SourceText("t", text), CommandMode.AUTO, Dialect.CURRENT, new ArrayList<>());
    commands.add(FlowCommand.of(JobTemplate.of(job)));
    needs.add(need);
  }

  /// Each command's nearest ones that have the key, straight from what they are.
  private List<Set<Integer>> straight(String key) {
    List<Set<Integer>> before = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      Set<Integer> found = new LinkedHashSet<>();
      for (int need : needs.get(i)) {
        if (commands.get(need).keys().contains(key)) {
          found.add(need);
        } else {
          found.addAll(before.get(need));
        }
      }
      before.add(found);
    }
    return before;
  }

  @Test
  void theyAreThoseThatAreFoundStraight() {
    long seed = Long.getLong("flow.seed", new Random().nextLong());
    Random random = new Random(seed);
    int bound = 0;
    for (int flow = 0; flow < 2_000; flow++) {
      commands.clear();
      needs.clear();
      int size = 1 + random.nextInt(14);
      for (int i = 0; i < size; i++) {
        StringBuilder text = new StringBuilder("p");
        for (char key = 'a'; key < 'e'; key++) {
          switch (random.nextInt(6)) {
            case 0 -> text.append(' ').append(key).append("={1,2}");
            case 1, 2 -> text.append(" {").append(key).append('}');
            default -> {}
          }
        }
        boolean shared = i > 0 && random.nextInt(3) == 0;
        add(text.toString(), shared ? needs.get(i - 1) : some(random, i));
      }
      Scopes scopes = new Scopes(commands, needs);
      for (char key = 'a'; key < 'e'; key++) {
        List<Set<Integer>> expected = straight(String.valueOf(key));
        for (int i = 0; i < size; i++) {
          if (commands.get(i).text().keys().contains(String.valueOf(key))) {
            bound += expected.get(i).size();
            // in this order: the variants of a command are in the order of the sweeps it binds to
            assertThat(List.copyOf(scopes.nearest(i, String.valueOf(key))))
                .as("seed %d, flow %d, command %d, key %s", seed, flow, i, key)
                .isEqualTo(List.copyOf(expected.get(i)));
          }
        }
      }
    }
    assertThat(bound).as("bindings compared").isGreaterThan(2_000);
  }

  private static List<Integer> some(Random random, int below) {
    Set<Integer> some = new LinkedHashSet<>();
    for (int i = random.nextInt(4); i > 0 && below > 0; i--) {
      some.add(random.nextInt(below));
    }
    return List.copyOf(new ArrayList<>(some));
  }

  private interface Flow {
    void of(int size);
  }

  private long steps(Flow flow, int size) {
    commands.clear();
    needs.clear();
    flow.of(size);
    return new Scopes(commands, needs).steps();
  }

  private void chain(String text) {
    int size = commands.size();
    add(text, size == 0 ? List.of() : List.of(size - 1));
  }

  private void growsWithTheFlow(Flow flow) {
    long small = steps(flow, 500);
    assertThat(small).isPositive();
    assertThat(steps(flow, 4_000)).isBetween(small, small * 9);
  }

  @Test
  void manyKeysOfAChain() {
    growsWithTheFlow(size -> {
      for (int i = 0; i < size; i++) {
        chain("p k" + i + "={1,2}");
      }
      for (int i = 0; i < size; i++) {
        chain("p {k" + i + "}");
      }
    });
  }

  @Test
  void pairsOfAChain() {
    growsWithTheFlow(size -> {
      for (int i = 0; i < size; i++) {
        chain("p k" + i + "={1,2}");
        chain("p {k" + i + "}");
      }
    });
  }

  @Test
  void manyUnknownKeys() {
    growsWithTheFlow(size -> {
      for (int i = 0; i < size; i++) {
        chain("p k={1,2} {unknown" + i + "}");
      }
    });
  }

  @Test
  void manyKeysOfAJoin() {
    growsWithTheFlow(size -> {
      for (int i = 0; i < size; i++) {
        add("p k" + i + "={1,2}", List.of());
      }
      List<Integer> join = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        join.add(i);
      }
      for (int i = 0; i < size; i++) {
        add("p {k" + i + "}", join);
      }
    });
  }
}
