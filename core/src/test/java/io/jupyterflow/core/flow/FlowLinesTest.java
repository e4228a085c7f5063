package io.jupyterflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.PlanOptionsBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines, comments and pipes of `-c`.
class FlowLinesTest {

  private final KnownFacts facts = new KnownFacts();

  FlowLinesTest() {
    facts.files.addAll(List.of("a.py", "b.py", "/h/x.py", "/h/n.ipynb", "~/x.py", "~/n.ipynb"));
    facts.programs.addAll(
        List.of("p", "q", "mkdir", "rm", "cat", "tee", "bash", "python3", "grep", "echo", "sort"));
    facts.home = "/h";
  }

  private PlanResult planned(String text, CommandMode mode) {
    return FlowPlanner.plan(
        text, facts, PlanOptionsBuilder.defaults().mode(mode).maxVariants(100).build());
  }

  private List<Command> commands(String text) {
    PlanResult planned = planned(text, CommandMode.AUTO);
    assertThat(planned.problems()).isEmpty();
    return planned.orThrow().jobs().stream().map(Job::command).toList();
  }

  private static Command exec(String... argv) {
    return new Command.Exec(List.of(argv));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mkdir out⏎python3 a.py | -c:2:1 | python3 would be an argument of mkdir",
        "rm -rf out⏎mkdir out⏎q a.py | -c:2:1 | mkdir would be an argument of rm",
        "a.py⏎b.py >> p | -c:2:1 | b.py would be an argument of a.py",
        "a.py⏎absent.py | -c:2:1 | absent.py would be",
        "rm out⏎unknown a.py | -c:2:1 | unknown would be",
        "p⏎  cd x | -c:2:3 | cd would be",
        "p x⏎SEED=1 a.py | -c:2:1 | SEED=1 would be",
        "p⏎>> q⏎b.py | -c:3:1 | b.py would be an argument of q",
        "for i in 1 2⏎do echo $i⏎done | -c:2:1 | do would be",
        "[a.py⏎ b.py] | -c:2:2 | b.py would be",
        "p # c⏎q | -c:2:1 | q would be",
      })
  void aLineThatWouldJoinTwoCommandsIsAProblem(String text, String place, String message) {
    for (CommandMode mode : CommandMode.values()) {
      if (mode == CommandMode.EXEC && text.contains("#")) {
        continue; // no comments without a shell
      }
      PlanResult planned = planned(text.replace("⏎", "\n"), mode);
      assertThat(planned.plan()).isNull();
      Problem problem =
          planned.problems().stream().filter(Problem::isError).findFirst().orElseThrow();
      assertThat(problem.code()).isEqualTo("joined-lines");
      assertThat(problem.where()).hasToString(place);
      assertThat(problem.message()).contains(message);
      assertThat(problem.remedy().toString()).contains(">>");
    }
  }

  @Test
  void aMissingCommaInAGroupIsReported() {
    assertThat(planned("[a.py\n b.py]", CommandMode.AUTO).problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.remedy().toString()).contains("a comma before it"));
  }

  @Test
  void operatorsStandAtEitherEndOfALine() {
    assertThat(commands("p >>\nq >> [\n  a.py lr=1,\n  b.py\n]\n>> p\n"))
        .containsExactly(
            exec("p"),
            exec("q"),
            exec("python3", "a.py", "lr=1"),
            exec("python3", "b.py"),
            exec("p"));
    assertThat(commands("p a &&\nq b\n|| p c"))
        .containsExactly(new Command.Shell("p a && q b || p c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.py\n  lr=0.1\n  --n 2 data.csv",
        "a.py\nlr=0.1\n--n 2 data.csv",
        "a.py \\\nlr=0.1 \\\r\n  --n 2 data.csv",
        "a.py\r\n  lr=0.1 --n 2\r\n  data.csv\r\n",
        "  a.py lr=0.1 --n 2\n    data.csv",
      })
  void linesOfArgumentsGoOnWithTheirCommand(String text) {
    assertThat(commands(text))
        .containsExactly(exec("python3", "a.py", "lr=0.1", "--n", "2", "data.csv"));
  }

  @Test
  void aQuotedLineEndIsPartOfItsWord() {
    assertThat(commands("p 'a\nb' \"c\n\nd\"")).containsExactly(exec("p", "a\nb", "c\n\nd"));
    assertThat(planned("p 'a\nb'\n -x", CommandMode.SHELL).orThrow().jobs().getFirst().command())
        .isEqualTo(new Command.Shell("p 'a\nb'  -x"));
  }

  @ParameterizedTest
  @EnumSource(
      value = CommandMode.class,
      names = {"AUTO", "SHELL"})
  void aCommentEndsAtItsLine(CommandMode mode) {
    PlanResult planned =
        planned(
            "# don't, [ \np # first\n>> [q a, # two, [ it's\n  q b # three\n]\n# >> q z\n>> p b#c '# d'",
            mode);
    assertThat(planned.problems()).isEmpty();
    List<Command> commands = planned.orThrow().jobs().stream().map(Job::command).toList();
    assertThat(commands)
        .isEqualTo(
            mode == CommandMode.AUTO
                ? List.of(exec("p"), exec("q", "a"), exec("q", "b"), exec("p", "b#c", "# d"))
                : List.of(
                    new Command.Shell("p"),
                    new Command.Shell("q a"),
                    new Command.Shell("q b"),
                    new Command.Shell("p b#c '# d'")));
  }

  @Test
  void aCommentThatHidesAnOperatorIsAProblem() {
    assertThat(planned("a.py # one >> b.py", CommandMode.AUTO).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("commented-operator");
          assertThat(problem.where()).hasToString("-c:1:12");
        });
  }

  @Test
  void withoutAShellThereAreNoComments() {
    assertThat(planned("p # a", CommandMode.EXEC).orThrow().jobs().getFirst().command())
        .isEqualTo(exec("p", "#", "a"));
  }

  @Test
  void aHereDocumentNeedsAFile() {
    assertThat(planned("cat <<E\nhello\nE", CommandMode.AUTO).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("here-document-in-line");
          assertThat(problem.where()).hasToString("-c:1:5");
          assertThat(problem.remedy().toString()).contains("run: |");
        });
  }

  @Test
  void whiteSpaceBehindABackslashIsAProblem() {
    assertThat(planned("p a \\ \n  b", CommandMode.AUTO).problems())
        .extracting(Problem::code)
        .contains("space-after-backslash");
    assertThat(planned("p a\\ b \\ ", CommandMode.AUTO).problems()).isEmpty();
  }

  @Test
  void nulIsAProblem() {
    for (String text : List.of("p a\0b", "p 'a\0'", "p $(a\0)", "p # \0")) {
      assertThat(planned(text, CommandMode.AUTO).problems())
          .extracting(Problem::code)
          .containsExactly("nul-character");
    }
  }

  @Test
  void scriptsInTheHomeRunAsScripts() {
    assertThat(commands("~/x.py a >> ~/n.ipynb lr=1 >> A=1 ~/x.py"))
        .containsExactly(
            exec("python3", "/h/x.py", "a"),
            new Command.Notebook("python3", "/h/n.ipynb", List.of("lr=1")),
            exec("python3", "/h/x.py"));
    assertThat(commands("~/x.py | cat".replace("| cat", "~/d")))
        .containsExactly(new Command.Shell("python3 ~/x.py ~/d"));
    assertThat(commands("'~/x.py'")).containsExactly(exec("python3", "~/x.py"));
    assertThat(planned("~/x.py a", CommandMode.AUTO).orThrow().jobs().getFirst().name())
        .isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '`',
      value = {
        "a.py | tee log >> p ^ -c:1:6 ^ bash -o pipefail -c 'python3 a.py | tee log'; or leave out"
            + " tee",
        "p && python3 b.py x 2>&1 | grep y | sort; p ^ -c:1:26 ^ bash -o pipefail -c 'python3 b.py"
            + " x 2>&1 | grep y | sort'",
        "python3 -m train | cat ^ -c:1:18 ^ 'python3 -m train | cat'",
        "cat x | ./b.py | cat ^ -c:1:16 ^ bash -o pipefail -c 'python3 ./b.py | cat'",
        "python3 a.py x={1,2} | cat ^ -c:1:22 ^ a script of its own",
      })
  void aScriptInFrontOfAPipeIsAWarning(String text, String place, String hint) {
    facts.executables.add("./b.py");
    List<Problem> problems = planned(text, CommandMode.AUTO).problems();
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("piped-script");
          assertThat(problem.isError()).isFalse();
          assertThat(problem.where()).hasToString(place);
          assertThat(problem.remedy().toString()).contains(hint);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p | python3 a.py",
        "cat a.py | sort",
        "python3 a.py || p",
        "bash -o pipefail -c 'python3 a.py | tee log'",
        "echo 'a.py | b'",
        "python3 a.py > log; p | cat",
      })
  void aPipeThatLosesNoScriptsFailureIsLeftAlone(String text) {
    assertThat(planned(text, CommandMode.AUTO).problems()).isEmpty();
  }
}
