package io.jupyterflow.core.flow.brace;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.PlanOptionsBuilder;
import io.jupyterflow.core.flow.FlowPlanner;
import io.jupyterflow.core.flow.Generated;
import io.jupyterflow.core.flow.KnownFacts;
import io.jupyterflow.core.flow.Oracle;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Braces expand as in bash itself, over generated words.
class BracesOracleTest {

  private static final PlanOptions OPTIONS =
      PlanOptionsBuilder.defaults().mode(CommandMode.EXEC).build();

  /// What this language refuses where bash finds some meaning; and words of too many choices, of
  /// which generating at random makes a few.
  private static final Set<String> STRICTER =
      Set.of(
          "zero-step",
          "unbound-key",
          "key-in-range",
          "missing-step",
          "quotes-in-braces",
          "too-many-variants");

  private final KnownFacts facts = new KnownFacts();

  private static String number(Random random) {
    String digits = Integer.toString(random.nextInt(25));
    return (random.nextInt(4) == 0 ? "-" : "") + (random.nextInt(5) == 0 ? "0" : "") + digits;
  }

  private static String letter(Random random) {
    return Character.toString('a' + random.nextInt(8));
  }

  private static String range(Random random) {
    boolean letters = random.nextInt(3) == 0;
    String from = letters ? letter(random) : number(random);
    String to = letters ? letter(random) : number(random);
    int step = random.nextInt(-4, 5);
    return "{" + from + ".." + to + (step == 0 ? "" : ".." + step) + "}";
  }

  private static String choice(Random random, int depth) {
    StringBuilder choice = new StringBuilder("{");
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      choice.append(depth > 1 ? letter(random) : word(random, depth + 1)).append(',');
    }
    return choice
        .append(depth > 1 ? letter(random) : word(random, depth + 1))
        .append('}')
        .toString();
  }

  /// A word of choices and ranges, nested and side by side.
  private static String word(Random random, int depth) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      switch (random.nextInt(6)) {
        case 0 -> word.append(range(random));
        case 1, 2 -> word.append(choice(random, depth));
        case 3 -> word.append("{}");
        default -> word.append(letter(random)).append('=').append(random.nextInt(9));
      }
    }
    return word.toString();
  }

  @Test
  void choicesAndRangesExpandAsInBash() {
    assertThat(compared(random -> "x" + word(random, 0))).isGreaterThan(0.9);
  }

  /// Without `{}`: here it is always text, in bash only where no comma and `}` follow.
  private static String pieces(Random random) {
    String word;
    do {
      word =
          Generated.pieces(
              random, 12, "{", "{", "}", "}", ",", ",", "..", "a", "c", "1", "12", "-", "\\{",
              "\\}", "\\,", "+", "=");
    } while (word.contains("{}"));
    return "x" + word;
  }

  @Test
  void bracesThatMeanNothingAreTextAsInBash() {
    assertThat(compared(BracesOracleTest::pieces)).isGreaterThan(0.6);
  }

  /// Choices with quotes and escapes in them, side by side and nested. Without `..` beside a quoted
  /// comma: bash takes that comma for a separator, finds none, and drops the braces.
  private static String quoted(Random random) {
    String word;
    do {
      word =
          Generated.pieces(
              random, 12, "{", "{", "}", "}", ",", ",", "a", "'b c'", "\"d,e\"", "'[1,2]'", "''",
              "\"\"", "\\ ", "\\,", "\\}", "'{'", "\"}\"", "f'g'", "가", "..", "1", "\"'\"");
    } while (word.contains("{}") || (word.contains("..") && hasQuotedComma(word)));
    return "x" + word;
  }

  private static boolean hasQuotedComma(String word) {
    return word.contains("d,e") || word.contains("[1,2]") || word.contains("\\,");
  }

  @Test
  void quotedChoicesExpandAsInBash() {
    assertThat(compared(BracesOracleTest::quoted)).isGreaterThan(0.5);
  }

  /// The part of the words that both expanded; all others were refused for a reason of ours.
  private double compared(Function<Random, String> one) {
    Generated generated = Generated.by(one);
    List<Optional<List<String>>> expected = Oracle.BASH.words(generated.texts());
    int same = 0;
    for (int i = 0; i < expected.size(); i++) {
      PlanResult planned = FlowPlanner.plan("p " + generated.texts().get(i), facts, OPTIONS);
      Plan plan = planned.plan();
      if (plan == null) {
        assertThat(planned.problems())
            .as(generated.describe(i))
            .filteredOn(Problem::isError)
            .isNotEmpty()
            .allMatch(problem -> STRICTER.contains(problem.code()));
        continue;
      }
      List<String> words = new ArrayList<>();
      plan.jobs()
          .forEach(job -> {
            List<String> argv = ((Command.Exec) job.command()).argv();
            words.addAll(argv.subList(1, argv.size()));
          });
      assertThat(words).as(generated.describe(i)).isEqualTo(expected.get(i).orElseThrow());
      same++;
    }
    return (double) same / expected.size();
  }
}
