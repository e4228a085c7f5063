package io.jupyterflow.core.flow.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.PlanOptionsBuilder;
import io.jupyterflow.core.flow.FlowPlanner;
import io.jupyterflow.core.flow.Generated;
import io.jupyterflow.core.flow.KnownFacts;
import io.jupyterflow.core.flow.Oracle;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.text.ShellQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Words are split and quoted as Python's `shlex` and the shell itself do it, over generated texts.
class WordsOracleTest {

  private final KnownFacts facts = new KnownFacts();

  WordsOracleTest() {
    facts.programs.add("p");
  }

  private static PlanOptions mode(CommandMode mode) {
    return PlanOptionsBuilder.defaults().mode(mode).maxVariants(1_000).build();
  }

  private PlanResult planned(String words, CommandMode mode) {
    return FlowPlanner.plan("p " + words, facts, mode(mode));
  }

  private static List<String> argv(PlanResult planned) {
    Command command = planned.orThrow().jobs().getFirst().command();
    List<String> argv = ((Command.Exec) command).argv();
    return argv.subList(1, argv.size());
  }

  /// Without what the flow language or a shell means by itself, and without the three places where
  /// `shlex` is no POSIX shell: `\$` and a continued line, in double quotes and outside.
  private static String words(Random random) {
    return Generated.pieces(
        random,
        14,
        "a",
        "b",
        " ",
        "  ",
        "\t",
        "\n\t",
        "'",
        "'",
        "\"",
        "\"",
        "\\a",
        "\\ ",
        "\\'",
        "\\\"",
        "\\\\",
        "=",
        ",",
        "1",
        "_.",
        "-",
        "안",
        "é",
        "🎲",
        "'a;b'",
        "\"[ x, y ]\"",
        "\\[",
        "'\\'",
        "\"\\x\"");
  }

  @Test
  void wordsAreThoseOfShlex() {
    Generated generated = Generated.by(WordsOracleTest::words);
    List<Optional<List<String>>> expected = Oracle.SHLEX.words(generated.texts());
    int refused = 0;
    for (int i = 0; i < expected.size(); i++) {
      PlanResult planned = planned(generated.texts().get(i), CommandMode.EXEC);
      if (expected.get(i).isPresent()) {
        assertThat(planned.problems()).as(generated.describe(i)).isEmpty();
        assertThat(argv(planned)).as(generated.describe(i)).isEqualTo(expected.get(i).get());
      } else {
        refused++;
        assertThat(planned.problems())
            .as(generated.describe(i))
            .extracting(Problem::code)
            .containsAnyOf("unclosed-quote", "trailing-backslash");
      }
    }
    assertThat(refused).as("texts both refuse").isBetween(1, expected.size() - 1);
  }

  private static String anyWord(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int c =
          switch (random.nextInt(4)) {
            case 0 -> 3 + random.nextInt(0x7d);
            case 1 -> 0xa0 + random.nextInt(0x3000);
            case 2 -> " '\"\\{},[]>$`#*?~=“”’–＞»".charAt(random.nextInt(23));
            default -> 0x3000 + random.nextInt(0x1f000);
          };
      if (Character.isDefined(c) && (c < 0xd800 || c > 0xdfff)) {
        word.appendCodePoint(c);
      }
    }
    return word.toString();
  }

  @Test
  void aQuotedWordIsReadBackByTheFlowByShlexAndByTheShell() {
    Generated generated = Generated.by(WordsOracleTest::anyWord);
    List<String> quoted = generated.texts().stream().map(ShellQuote::of).toList();
    List<Optional<List<String>>> shlex = Oracle.SHLEX.words(quoted);
    List<Optional<List<String>>> shell = Oracle.SH.words(quoted);
    for (int i = 0; i < quoted.size(); i++) {
      String word = generated.texts().get(i);
      PlanResult planned = planned(quoted.get(i), CommandMode.AUTO);
      assertThat(planned.problems()).as(generated.describe(i)).noneMatch(Problem::isError);
      assertThat(argv(planned)).as(generated.describe(i)).containsExactly(word);
      assertThat(shlex.get(i)).as(generated.describe(i)).contains(List.of(word));
      assertThat(shell.get(i)).as(generated.describe(i)).contains(List.of(word));
    }
  }

  /// What is quoted, with sweeps: a shell must get the choices as they were quoted.
  private static String sweptWords(Random random) {
    return Generated.pieces(
        random,
        10,
        "a",
        "b",
        " ",
        " ",
        "'$x y'",
        "\"a'b\"",
        "\\ ",
        "\\$",
        "\\*",
        "x{a,b}",
        "{1..3}",
        "{,\\;}",
        "'{1,2}'",
        "{}",
        "=",
        "''",
        "\"\"",
        "안",
        "'[x]'",
        "\\{a,b}",
        "\"\\\"\\\\\\$\"",
        "\\\n",
        "\"\\\n\"");
  }

  @Test
  void aShellGetsTheSameWordsAsAnArgv() {
    Generated generated = Generated.by(WordsOracleTest::sweptWords);
    List<List<String>> expected = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    List<String> described = new ArrayList<>();
    for (int i = 0; i < generated.texts().size(); i++) {
      PlanResult argv = planned(generated.texts().get(i), CommandMode.EXEC);
      PlanResult shell = planned(generated.texts().get(i), CommandMode.SHELL);
      assertThat(shell.plan() == null).as(generated.describe(i)).isEqualTo(argv.plan() == null);
      if (argv.plan() == null) {
        continue;
      }
      List<Job> jobs = argv.plan().jobs();
      assertThat(shell.orThrow().jobs()).as(generated.describe(i)).hasSameSizeAs(jobs);
      for (int j = 0; j < jobs.size(); j++) {
        expected.add(((Command.Exec) jobs.get(j).command()).argv());
        texts.add(((Command.Shell) shell.orThrow().jobs().get(j).command()).text());
        described.add(generated.describe(i));
      }
    }
    List<Optional<List<String>>> words = Oracle.SH.words(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(words.get(i)).as(described.get(i) + texts.get(i)).contains(expected.get(i));
    }
    assertThat(texts).as("jobs compared").hasSizeGreaterThan(generated.texts().size());
  }
}
