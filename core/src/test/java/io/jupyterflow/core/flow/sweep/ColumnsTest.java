package io.jupyterflow.core.flow.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jupyterflow.core.fixture.PlanOptionsBuilder;
import io.jupyterflow.core.flow.FlowPlanner;
import io.jupyterflow.core.flow.Generated;
import io.jupyterflow.core.flow.KnownFacts;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.workflowfile.WorkflowFilePlanner;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the words that differ between variants are called, and that no two variants look alike.
class ColumnsTest {

  private static final String NFC = "학습률";
  private static final String NFD = Normalizer.normalize(NFC, Normalizer.Form.NFD);

  private final KnownFacts facts = new KnownFacts();

  ColumnsTest() {
    facts.files.addAll(List.of("m.py", "e.py", "a.py", "b.py"));
    facts.programs.addAll(List.of("p", "nice", "torchrun", "python", "tee", "cat"));
  }

  private Plan plan(String text, CommandMode mode) {
    return FlowPlanner.plan(text, facts, PlanOptionsBuilder.defaults().mode(mode).build())
        .orThrow();
  }

  /// The parameters of the last variant.
  private static String last(Plan plan) {
    return plan.jobs().getLast().parameters().toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "m.py +model.lr={0.1,0.2} | {model.lr=0.2}",
        "m.py ++lr={0.1,0.2} | {lr=0.2}",
        "m.py db/engine={a,b} | {db/engine=b}",
        "m.py +db@backup={a,b} | {db@backup=b}",
        "m.py 학습률={0.1,0.2} | {학습률=0.2}",
        "m.py --학습률 {0.1,0.2} --배치={1,2} | {학습률=0.2, 배치=2}",
        "m.py 𝜆={1,2} Größe={1,2} | {𝜆=2, Größe=2}",
        "m.py -b {32,64} | {b=64}",
        "m.py -b={32,64} -lr {-1,1} | {b=64, lr=1}",
        "m.py -j{1,2} | {j=2}",
        "m.py {1,2} | {1=2}",
        "m.py data.csv {1,2} --lr 0.1 {a,b} | {2=2, lr=0.1, 5=b}",
        "m.py --lr 0.1 {1,2} -1 {3,4} | {lr=0.1, 3=2, 5=4}",
        "SEED={1,2} m.py | {SEED=2}",
        "A=0 SEED={1,2}x m.py lr=0.1 | {SEED=2x, lr=0.1}",
        "env SEED={1,2} m.py | {SEED=2}",
        "nice -n {5,10} m.py | {n=10}",
        "torchrun --nproc {1,2} m.py --lr 0.1 | {nproc=2, lr=0.1}",
        "{a,b}.py lr=0.1 | {0=b.py, lr=0.1}",
        "python {a,b}.py | {0=b.py}",
        "{python,p} m.py | {-1=p}",
        "python -m pkg.{a,b} | {0=pkg.b}",
        "m.py {,--fast} | {1=--fast}",
        "m.py --{no-,}cache -v {--adam,--sgd} | {1=--cache, 3=--sgd}",
        "m.py --fast{,er} | {1=--faster}",
        "m.py {lr,rate}=0.1 | {rate=0.1}",
        "m.py {--opt=a,--opt=b} | {opt=b}",
        "m.py lr={1,2} {lr=3,x=4} | {lr=2, 2=x=4}",
        "m.py --set lr={1,2} -o {x=1,x=2} | {lr=2, x=2}",
        "m.py -b {1,2} b={3,4} --b={5,6} | {b=2, b-2=4, b-3=6}",
        "m.py b-2=0 -b {1,2} b={3,4} | {b-2=0, b=2, b-3=4}",
        "SEED={1,2} m.py SEED={3,4} | {SEED=2, SEED-2=4}",
        "m.py lr=0 --lr {1,2} lr=9 | {lr=2}",
        "m.py lr=0 lr=9 | {lr=9}",
        "m.py +model.lr={1,2} model.lr={3,4} | {model.lr=2, model.lr-2=4}",
        "m.py 'my key'={1,2} | {1=my key=2}",
        "'m.py' 'lr='{1,2} l'r2'={3,4} | {lr=2, lr2=4}",
        "`m.py x={1,2} | tee log` | {x=2}",
        "`m.py | tee log-{1,2}` | {2=log-2}",
        "m.py > out-{1,2} | {1=out-2}",
        "cat {a,b} && python m.py lr=1 | {-2=b, lr=1}",
        "p lr={1,2},3 y=x={4,5} | {lr=2,3, y=x=5}",
        "m.py x={a,b}{c,d} | {x=bd}",
        "[m.py -b {1,2}, p] | {}",
      })
  void eachSweptWordHasAName(String text, String parameters) {
    assertThat(last(plan(text, CommandMode.AUTO))).isEqualTo(parameters);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m.py +model.lr={0.1,0.2} >> e.py {model.lr}",
        "m.py -b {0.1,0.2} >> e.py {b}",
        "SEED={0.1,0.2} m.py >> e.py {SEED}",
        "m.py 학습률={0.1,0.2} >> e.py {학습률}",
        "m.py db/engine={0.1,0.2} >> e.py {db/engine}",
        "m.py -b {1,2} b={0.1,0.2} >> e.py {b-2}",
        "m.py -j{0.1,0.2} >> [p, p >> e.py {j}]",
        "m.py x {0.1,0.2} >> p >> e.py {2}",
        "p {3,4} >> m.py x {0.1,0.2} >> e.py {2}",
      })
  void aLaterJobBindsIt(String text) {
    for (CommandMode mode : CommandMode.values()) {
      assertThat(words(plan(text, mode).jobs().getLast())).as(mode.name()).endsWith("e.py 0.2");
    }
  }

  @Test
  void aNumberInBracesIsTextWhereNoWordBeforeItHasIt() {
    assertThat(
            words(
                plan("p {2} >> m.py x {1,2} >> p x{2} y{1} {3}", CommandMode.AUTO)
                    .jobs()
                    .getLast()))
        .isEqualTo("p x2 y{1} {3}");
    assertThat(words(plan("p {2} >> m.py x {1,2}", CommandMode.AUTO).jobs().getFirst()))
        .isEqualTo("p {2}");
    assertThat(words(plan("m.py {1,2} | p x{1} >> p", CommandMode.AUTO).jobs().getFirst()))
        .endsWith("m.py 1 | p x{1}");
    assertThat(FlowPlanner.plan("m.py {1,2} >> e.py lr={1}", facts, PlanOptions.DEFAULT).problems())
        .isEmpty();
    assertThat(plan("m.py {1,2} >> e.py lr={1} {a,{1}}", CommandMode.AUTO).jobs()).hasSize(6);
  }

  private static String words(Job job) {
    return job.command() instanceof Command.Exec exec
        ? String.join(" ", exec.argv())
        : ((Command.Shell) job.command()).text();
  }

  @Test
  void theTwoSpellingsOfALetterAreOneName() {
    assertThat(NFD).isNotEqualTo(NFC);
    Plan plan = plan("m.py " + NFD + "={1,2} >> e.py x={" + NFC + "}", CommandMode.AUTO);
    assertThat(plan.jobs().get(1).parameters()).isEqualTo(Map.of(NFC, "2"));
    assertThat(words(plan.jobs().get(1))).as("as it was typed").endsWith("m.py " + NFD + "=2");
    assertThat(plan.jobs().getLast().parameters()).isEqualTo(Map.of("x", "2"));
    assertThat(plan("m.py e\u0301={1,2} >> p {\u00e9}", CommandMode.AUTO).jobs()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "{안녕}, 안녕",
    "{λ}, λ",
    "x-{größe}, größe",
    "{a/b}, a/b",
    "{lr@x}, lr@x",
    "{e\u0301t}, \u00e9t"
  })
  void aWordThatBindsToNothingIsAProblemWhateverItsLetters(String word, String key) {
    assertThat(FlowPlanner.plan("m.py " + word, facts, PlanOptions.DEFAULT).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("unbound-key");
          assertThat(problem.isError()).isTrue();
          assertThat(problem.message()).endsWith("the key " + key);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m.py lr={1,2} wd={3,4} >> e.py lr={lr} | {lr=2, wd=4}",
        "m.py lr={1,2} >> e.py model-{lr}.pt | {lr=2}",
        "m.py lr={1,2} wd={3,4} >> e.py rate={lr}-{wd} | {rate=2-4}",
        "m.py lr={1,2} wd={3,4} >> e.py lr={lr} wd={5,6} | {lr=2, wd=6, wd-2=4}",
        "m.py lr={1,2} wd={3,4} >> e.py {lr} >> p x={wd} | {x=4, lr=2}",
        "m.py lr={1,2} k={3,4} >> [e.py lr={lr}, p {lr}] >> cat {lr} | {lr=2, k=4}",
        "[m.py a={1,2} x={3,4}, p b={5,6} x={7,8}] >> e.py {a} {b} | {a=2, x=4, b=6, x-2=8}",
        "m.py {1,2} x={3,4} >> e.py {x} {5,6} | {2=6, 1=2, x=4}",
      })
  void aBoundJobShowsWhatElseTellsItsVariantsApart(String text, String parameters) {
    Plan plan = plan(text, CommandMode.AUTO);
    assertThat(last(plan)).isEqualTo(parameters);
    assertAllDiffer(plan, text);
  }

  private static void assertAllDiffer(Plan plan, String text) {
    Set<Map.Entry<String, Map<String, String>>> seen = new HashSet<>();
    for (Job job : plan.jobs()) {
      if (!seen.add(Map.entry(job.origin(), job.parameters()))) {
        fail(text + ": another variant has " + job.parameters() + ", as has " + job.name());
      }
    }
  }

  /// Words of every kind, each choice of which is another.
  @ParameterizedTest
  @EnumSource(CommandMode.class)
  void twoVariantsNeverLookTheSame(CommandMode mode) {
    Generated generated =
        Generated.by(random -> {
          StringBuilder flow = new StringBuilder();
          for (int i = random.nextInt(1, 5); i > 0; i--) {
            String choices =
                switch (random.nextInt(4)) {
                  case 0 -> "{1..2}";
                  case 1 -> "{a,b}";
                  case 2 -> "{'x y',z=1}";
                  default -> "{,--b}";
                };
            String before =
                List.of(
                        "",
                        "b=",
                        "-b ",
                        "--b ",
                        "--b=",
                        "+b=",
                        "-b",
                        "--set b=",
                        "b-2=",
                        "x 'b'=",
                        "{,b=}",
                        "b",
                        "-- ",
                        "가=",
                        "-b=",
                        "--{x,y}=",
                        "2=")
                    .get(random.nextInt(17));
            flow.append(' ').append(before).append(choices);
          }
          String leading = random.nextInt(3) == 0 ? "b={5,6} " : "";
          String behind = random.nextInt(3) == 0 ? " >> e.py {x} b={7,8}" : "";
          return leading + "m.py" + (behind.isEmpty() ? "" : " x={0,1}") + flow + behind;
        });
    for (int i = 0; i < generated.texts().size(); i++) {
      Plan plan =
          FlowPlanner.plan(
                  generated.texts().get(i), facts, PlanOptionsBuilder.defaults().mode(mode).build())
              .plan();
      if (plan != null) {
        assertAllDiffer(plan, generated.describe(i));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "API_TOKEN={a,b} m.py | {API_TOKEN=***}",
        "m.py --password {a,b} | {password=***}",
        "m.py +hub.token={a,b} | {hub.token=***}",
        "m.py token={a,b} >> e.py {token} | {token=***}",
        "m.py token={a,b} >> e.py run={token} >> p x={run} | {x=***}",
        "m.py {,token=b} | {1=***}",
        "m.py token={a,b} --token {c,d} | {token=***, token-2=***}",
      })
  void aSecretIsRecordedAsThreeStars(String text, String parameters) {
    assertThat(last(plan(text, CommandMode.AUTO))).isEqualTo(parameters);
  }

  @Test
  void theColumnsOfAPlanAreInTheOrderOfItsWords() {
    assertThat(FlowPlanner.plan("m.py c={1,2} -b {1,2} a=0", facts, PlanOptions.DEFAULT))
        .satisfies(planned -> {
          assertThat(planned.problems()).extracting(Problem::code).isEmpty();
          assertThat(planned.orThrow().jobs().getFirst().parameters().keySet())
              .containsExactly("c", "b", "a");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{run: 'm.py -b {32,64}'} | {b=64}",
        "{run: 'm.py --x {학습률} {1,2}', sweep: {학습률: [0.1, 0.2]}} | {학습률=0.2, x=0.2, 3=2}",
        "{run: 'm.py model.lr={model.lr} model-{db/e}', sweep: {model.lr: [1], db/e: [2]}} |"
            + " {model.lr=1, db/e=2}",
        "{run: 'm.py lr={1,2} x={lr}', sweep: {lr: [3, 4]}} | {lr=4, lr-2=2, x=4}",
        "{run: \"m.py layers={'[64,64]','[1,2]'}\"} | {layers=[1,2]}",
      })
  void aFileHasTheSameColumns(String job, String parameters) {
    PlanResult planned =
        WorkflowFilePlanner.plan("w.yaml", "jobs: [" + job + "]", facts, PlanOptions.DEFAULT)
            .planned();
    assertThat(last(planned.orThrow())).isEqualTo(parameters);
    assertThat(planned.problems()).isEmpty();
  }

  @Test
  void aFileIsWarnedOfListsAmongChoicesToo() {
    assertThat(
            WorkflowFilePlanner.plan(
                    "w.yaml",
                    "jobs:\n- m.py layers={[64,64],[128,128]}\n- m.py lr=[0.1,0.2]\n",
                    facts,
                    PlanOptions.DEFAULT)
                .planned()
                .problems())
        .extracting(
            problem -> problem.code() + " " + problem.where() + " " + problem.remedy().toString())
        .containsExactly(
            "list-in-braces w.yaml:2:8 quote each list: layers={'[64,64]','[128,128]'}",
            "list-as-argument w.yaml:3:8 write lr={0.1,0.2} to run it once for each; if it is a"
                + " list, quote it: 'lr=[0.1,0.2]'");
  }

  @Test
  void aDeclaredSweepIsBoundInWhateverItsKeyIsSpelt() {
    PlanResult planned =
        WorkflowFilePlanner.plan(
                "w.yaml",
                "jobs:\n- {run: 'm.py x={%s}', sweep: {%s: [1, 2]}}\n- e.py x={%s}\ndags: [1 >> 2]"
                    .formatted(NFD, NFC, NFD),
                facts,
                PlanOptions.DEFAULT)
            .planned();
    assertThat(planned.problems()).isEmpty();
    assertThat(last(planned.orThrow())).isEqualTo("{x=2}");
  }
}
