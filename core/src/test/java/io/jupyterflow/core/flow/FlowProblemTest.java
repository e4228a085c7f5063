package io.jupyterflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowProblemTest {

  private final KnownFacts facts = new KnownFacts();

  private List<Problem> errors(String text) {
    facts.files.addAll(List.of("a.py", "b.py", "train.py", "x.log"));
    facts.executables.add("run.sh");
    facts.programs.addAll(List.of("p", "q", "r"));
    return FlowPlanner.plan(text, facts, PlanOptions.DEFAULT).problems().stream()
        .filter(Problem::isError)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "p >> | empty-stage | -c:1:3 | remove",
        ">> p | empty-stage | -c:1:1 | remove",
        "p >> >> q | empty-stage | -c:1:6 | remove",
        "p >> [] >> q | empty-group | -c:1:6 | jobs",
        "p >> [q, ] | empty-stage | -c:1:8 | remove",
        "p >> [q,] | empty-stage | -c:1:8 | remove",
        "p >> [, q] | empty-stage | -c:1:7 | remove",
        "p >> [q, r | unclosed-group | -c:1:6 | ]",
        "p >> q] | stray-bracket | -c:1:7 | remove",
        "[p, q] r | missing-operator | -c:1:8 | >>",
        "[p, q] >>r | glued-operator | -c:1:8 | >>",
        "[ -f x ] >> p | test-bracket | -c:1:1 | test -f x",
        "p 'x | unclosed-quote | -c:1:3 | '",
        "p \"x | unclosed-quote | -c:1:3 | close",
        "p $(x | unclosed-substitution | -c:1:3 | )",
        "p `` x`` ` | unclosed-substitution | -c:1:10 | backtick",
        "p x\\ | trailing-backslash | -c:1:4 | remove",
        "a.py>>train.py | glued-operator | -c:1:5 | a.py >> train.py",
        "a.py >>train.py | glued-operator | -c:1:6 | a.py >> train.py",
        "a.py > train.py | redirect-onto-script | -c:1:6 | >>",
        "a.py && b.py | script-without-interpreter | -c:1:9 | python3 b.py",
        "p; run.sh | script-without-interpreter | -c:1:4 | ./run.sh",
        "p && b.ipynb | notebook-in-shell | -c:1:6 | >> b.ipynb",
        "a.ipynb > x | notebook-in-shell | -c:1:1 | job of its own",
        "a.py >> out.log | redirect-as-stage | -c:1:9 | a.py > out.log",
        "a.py >> logs/out | redirect-as-stage | -c:1:9 | sh -c 'python a.py >> logs/out'",
        "(p, q) | group-in-parentheses | -c:1:1 | [ and ]",
        "SEED=1 | no-command | -c:1:1 | program",
        "p epoch=(10, 20) | ipython-braces | -c:1:3 | %jupyterflow",
        "p --epoch (10, 20) >> q | ipython-braces | -c:1:11 | %jupyterflow",
        "[p e=(10, 20), q] | ipython-braces | -c:1:4 | %jupyterflow",
        "'a.py >> b.py' | quoted-flow | -c:1:1 | leave them out",
        "p >> 'q x' | quoted-flow | -c:1:6 | outer quotes",
        "'a.py lr={1,2}' >> p | quoted-flow | -c:1:1 | outer quotes",
        "\"p >> q\" | quoted-flow | -c:1:1 | leave them out",
        "a.py, b.py | comma-outside-group | -c:1:1 | [a.py, …]",
        "q >> p, r | comma-outside-group | -c:1:6 | >>",
        "{a.py, b.py} | space-in-braces | -c:1:1 | {a.py,b.py}",
        "p ＞＞ q | look-alike | -c:1:3 | >>",
        "p » q | look-alike | -c:1:3 | >>",
        "p → q | look-alike | -c:1:3 | >>",
        "p ›› q | look-alike | -c:1:3 | >>",
        "a.py 》b.py | look-alike | -c:1:6 | white space around it",
        "a.py》b.py | look-alike | -c:1:5 | white space around it",
        "a.py≫ p | look-alike | -c:1:5 | white space around it",
        "p x={1,2} ⟫q x={x} | look-alike | -c:1:11 | >>",
        "[a.py→b.py, p] | look-alike | -c:1:6 | >>",
        "train.py lr={0.1;0.2} | separator-in-braces | -c:1:13 | {0.1,0.2}",
        "train.py lr={0.1 ; 0.2} >> p lr={lr} | separator-in-braces | -c:1:13 | {0.1,0.2}",
        "`p lr={a|b}` | separator-in-braces | -c:1:6 | {a,b}",
        "p lr={0.1，0.2} | separator-in-braces | -c:1:6 | {0.1,0.2}",
        "train.py lr={0.1 0.2} | space-in-braces | -c:1:13 | {0.1,0.2} for a sweep",
        "p x={'a b', 'c d'} | space-in-braces | -c:1:5 | {'a b','c d'} for a sweep",
        "p x={a b, c d} | space-in-braces | -c:1:5 | {'a b','c d'} for a sweep",
        "p x={[64, 64],[128, 128]} | space-in-braces | -c:1:5 | {'[64, 64]','[128, 128]'}",
        "p x={1 .. 5} | space-in-braces | -c:1:5 | {1..5} for a sweep",
        "p x={'a b';'c, d'} | separator-in-braces | -c:1:5 | {'a b','c, d'} for a sweep",
        "p x={`$A` , b} | space-in-braces | -c:1:5 | {`$A`,b}",
        "p x={\"lr\":0.1,\"wd\":0.2} | quotes-in-braces | -c:1:5 | single quotes",
        "p x={'a b'} | quotes-in-braces | -c:1:5 | more values",
        "p e=('a b', 'c') | ipython-braces | -c:1:3 | %jupyterflow",
        "p a={1..5..0} | zero-step | -c:1:5 | {1..5..1}",
        "p a={0.001..0.005} | missing-step | -c:1:5 | {0.001..0.005..0.001}",
        "p n=“my run” >> q | look-alike | -c:1:5 | \"",
        "p –lr 0.1 | look-alike | -c:1:3 | -",
        "p\u00a0x | look-alike | -c:1:2 | plain space",
        "p x｛1,2} | look-alike | -c:1:4 | {",
      })
  void eachMistakeIsOneProblemWithItsPlaceAndHint(
      String text, String code, String place, String hint) {
    assertThat(errors(text))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo(code);
          assertThat(problem.where()).hasToString(place);
          assertThat(problem.remedy().toString()).contains(hint);
        });
  }

  @Test
  void bracesWithWhiteSpaceAreNoMissingProgramAsWell() {
    assertThat(FlowPlanner.plan("{a.py, b.py}", facts, PlanOptions.DEFAULT).problems())
        .extracting(Problem::code)
        .containsExactly("space-in-braces");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void anEmptyFlowSaysSo(String text) {
    assertThat(errors(text)).extracting(Problem::code).containsExactly("empty-flow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p 'a＞＞b' “",
        "echo it’s a–b 안녕하세요，세계！",
        "p a,b x[1] [y] {a",
        "a.py >x.log",
        "p && [ -f x ]",
        "python a.py && python b.py",
        "p && sub/b.py",
      })
  void validFlowsHaveNoProblems(String text) {
    assertThat(errors(text.replace(" “", ""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src | src is a directory | src/train.py",
        "pyhton x | no program pyhton | did you mean python?",
        "data.csv | can't be executed | write the program that reads it",
        "frobnicate | no program frobnicate | install it",
        "train >> p | no program train | did you mean train.py?",
        "bin/fit | no program or file bin/fit | from where you start it",
        "My Drive/fit it.py lr=1 | no program My | a name with spaces: 'My Drive/fit it.py'",
      })
  void aWordThatIsNotAProgramIsExplained(String text, String message, String hint) {
    facts.directories.add("src");
    facts.files.add("train.py");
    facts.programs.addAll(List.of("p", "python", "python3"));
    facts.files.add("data.csv");
    facts.files.add("My Drive/fit it.py");
    facts.listed.add("ite.py");
    assertThat(FlowPlanner.plan(text, facts, PlanOptions.DEFAULT).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isIn("missing-program", "unknown-program");
          assertThat(problem.message()).contains(message);
          assertThat(problem.remedy().toString()).contains(hint);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "python x.py, python3, write python3",
    "python3 x.py, python, write python",
    "python3.9 x.py, python3, write python3",
    "pip install x, python3, write python3 -m pip",
  })
  void theNameOfAProgramOnThisMachineIsSuggested(String text, String here, String hint) {
    facts.python = here;
    facts.programs.add(here);
    assertThat(FlowPlanner.plan(text, facts, PlanOptions.DEFAULT).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("missing-program");
          assertThat(problem.remedy().toString()).isEqualTo(hint);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[a.py b.py] | -c:1:7 | a comma before b.py",
        "p >> [q, a.py lr=0.1 n={1,2} b.py] | -c:1:30 | a comma before b.py",
        "[python a.py python3 b.py, p] | -c:1:22 | a comma before python3",
        "[a.py b.ipynb >> p, q] | -c:1:7 | quote it: 'b.ipynb'",
        "a.py lr=0.1, b.py | -c:1:14 | [ … , b.py]",
      })
  void aScriptThatIsAnArgumentForWantOfASeparatorIsAWarning(
      String text, String place, String hint) {
    facts.files.addAll(List.of("a.py", "b.py", "b.ipynb"));
    facts.programs.addAll(List.of("p", "q", "python", "python3"));
    PlanResult planned = FlowPlanner.plan(text, facts, PlanOptions.DEFAULT);
    assertThat(planned.plan()).isNotNull();
    assertThat(planned.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("script-as-argument");
          assertThat(problem.isError()).isFalse();
          assertThat(problem.where()).hasToString(place);
          assertThat(problem.remedy().toString()).contains(hint);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.py b.py",
        "a.py \\\n  b.py",
        "[a.py 'b.py', p]",
        "[a.py absent.py, p]",
        "[a.py --model b.py, p]",
        "[a.py fit b.py, p]",
        "[p a.py b.py, q]",
        "[a.py, b.py]",
        "[a.py\n, b.py]",
        "[a.py lr=0.1 && python3 b.py, p]",
        "[a.py < b.py, p]",
        "a.py x '=' y",
        "p x = y",
        "a.py & python3 b.py",
      })
  void aScriptThatMayWellBeAnArgumentIsLeftAlone(String text) {
    facts.files.addAll(List.of("a.py", "b.py"));
    facts.programs.addAll(List.of("p", "q", "python3"));
    assertThat(FlowPlanner.plan(text, facts, PlanOptions.DEFAULT).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.py title=A→B",
        "p title=«so» 《책》 »so«",
        "p '》b.py' x→y",
        "p a{ | q }",
        "{ p a; q b; }",
        "p {a,b};q {c,d}",
        "p '{a;b}' \"x={1，2}\"",
        "a.py lr=0.1,0.2",
        "a.py x={ y={} 'z={0.1,0.2' {1,2 w={a:1}",
        "a.py 'lr=[0.1,0.2]' x=[1] y[1,2] [1,2]",
      })
  void textThatOnlyHasTheSameCharactersIsLeftAlone(String text) {
    facts.files.add("a.py");
    facts.programs.addAll(List.of("p", "q"));
    assertThat(FlowPlanner.plan(text, facts, PlanOptions.DEFAULT).problems()).isEmpty();
  }

  @Test
  void aMisspeltScriptBehindItsInterpreterIsAWarning() {
    facts.files.add("train.py");
    facts.listed.add("train.py");
    facts.programs.add("python");
    assertThat(FlowPlanner.plan("python trian.py lr=1", facts, PlanOptions.DEFAULT).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.isError()).isFalse();
          assertThat(problem.where()).hasToString("-c:1:8");
          assertThat(problem.message()).isEqualTo("there is no file trian.py");
          assertThat(problem.remedy().toString()).isEqualTo("did you mean train.py?");
        });
    for (String text :
        List.of(
            "python train.py >> python trian.py",
            "python other.py",
            "python -c trian",
            "python -m conv --to trian.py")) {
      assertThat(FlowPlanner.plan(text, facts, PlanOptions.DEFAULT).problems()).isEmpty();
    }
  }

  @Test
  void aMissingNotebookComesWithAdviceForOneThatAJobCreates() {
    assertThat(FlowPlanner.plan("p >> made.ipynb", facts, PlanOptions.DEFAULT).problems())
        .filteredOn(problem -> problem.code().equals("missing-script"))
        .singleElement()
        .extracting(problem -> problem.remedy().toString())
        .asString()
        .endsWith("if an earlier job makes it, write papermill made.ipynb OUTPUT.ipynb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.py & | background-job | -c:1:6 | <run-detached>",
        "a.py epoch = {1,2} | spaced-equals | -c:1:12 | epoch=…",
        "[python3 a.py --lr = 0.1, p] | spaced-equals | -c:1:20 | --lr=…",
        "a.py lr=[0.1,0.2] | list-as-argument | -c:1:6 | lr={0.1,0.2} to run it once for each",
        "a.py x=1 --lr=[0.1,0.2] | list-as-argument | -c:1:10 | --lr={0.1,0.2}",
        "[a.py --lr [0.1,0.2], p] | list-as-argument | -c:1:12 | {0.1,0.2}",
        "a.py lr=[0.1, 0.2] | list-as-argument | -c:1:6 | lr={0.1,0.2}",
        "a.py lr=[0.1, 0.2] x=1 | list-as-argument | -c:1:6 | 'lr=[0.1, 0.2]'",
        "a.py k=[[1,2],[3,4]] | list-as-argument | -c:1:6 | k={'[1,2]','[3,4]'} to run it",
        "a.py +학습률=[0.1,0.2] | list-as-argument | -c:1:6 | +학습률={0.1,0.2}",
        "a.py layers={[64,64],[128,128]} | list-in-braces | -c:1:6 |"
            + " layers={'[64,64]','[128,128]'}",
        "p x={a,[1,[2,3]]}y -v | list-in-braces | -c:1:3 | x={a,'[1,[2,3]]'}y",
        "p layers={[64,64]} | list-in-braces | -c:1:3 | leave the braces out for one list:"
            + " layers='[64,64]'",
        "[p layers={[64,64],[128,128]}, p x=1] | list-in-braces | -c:1:4 | quote each list",
        "p layers={[8,8,8,8],[9]} | list-in-braces | -c:1:3 | quote each list",
        "p lr={0.1,0.1} | same-choice | -c:1:3 | seed={1..3}",
        "p x{a,b{1,2,'1'}} -v | same-choice | -c:1:3 | write each choice once",
        "[p, S={,x,} p] | same-choice | -c:1:5 | write each choice once",
        "a.py lr={0.1,0.2 | braces-as-argument | -c:1:6 | lr={0.1,0.2} to run it once for each",
        "a.py lr={0.1, 0.2 | braces-as-argument | -c:1:6 | lr={0.1,0.2} to run it once for each",
        "[a.py --lr {1..3, p] | braces-as-argument | -c:1:12 | {1..3}",
        "a.py x=1 --lr={0.1} | braces-as-argument | -c:1:10 | --lr={0.1,…}",
        "a.py n={1.. | braces-as-argument | -c:1:6 | n={1..…} to run it",
        "python3 a.py n={1..} | braces-as-argument | -c:1:14 | quote it: 'n={1..}'",
      })
  void flowsThatDoSomethingUnexpectedGetAWarning(
      String text, String code, String place, String hint) {
    facts.files.add("a.py");
    facts.programs.addAll(List.of("p", "python3"));
    assertThat(FlowPlanner.plan(text, facts, PlanOptions.DEFAULT).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo(code);
          assertThat(problem.isError()).isFalse();
          assertThat(problem.where()).hasToString(place);
          assertThat(problem.remedy().toString()).contains(hint);
        });
  }

  @Test
  void allProblemsComeAtOnceInTheOrderOfTheText() {
    assertThat(errors("p {x} >> q a={1..2..0} >> [r, ] >> a.py && b.py"))
        .extracting(Problem::code)
        .containsExactly("unbound-key", "zero-step", "empty-stage", "script-without-interpreter");
  }

  @Test
  void aPlaceCountsCodePointsOfItsOwnLine() {
    assertThat(errors("p >>\n🎲🎲 {x}"))
        .extracting(Problem::where)
        .containsExactly(new SourceLocation("-c", 2, 4, 3, "🎲🎲 {x}"));
  }
}
