package io.jupyterflow.core.flow.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.flow.Generated;
import io.jupyterflow.core.flow.KnownFacts;
import io.jupyterflow.core.flow.plan.PlanBuilder;
import io.jupyterflow.core.flow.text.SourceText;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A job's text of a file does what the shell itself does with that text, over generated scripts.
class ScriptOracleTest {

  /// How many texts two processes are started for.
  private static final int MOST_RUN = 400;

  private final KnownFacts facts = new KnownFacts();

  private static String script(Random random) {
    return "echo s"
        + Generated.pieces(
            random,
            9,
            "echo a",
            "printf '<%s>' b",
            "\n",
            "\n",
            "\n\n",
            " ",
            " 'x\n-y'",
            " \"q\\\"\n\"",
            "\n# it's {a,b}\n",
            " # don't\n",
            " a#b",
            " \\\n",
            "\\\n  c",
            "\ncat <<E\nit's {a,b} $x \"\n\nE\n",
            "\ncat <<-'E' # c\n\t$x\n\tE\n",
            "\ncat <<A; cat <<\"B C\"\n'\nA\n\"\nB C\n",
            "\nx=1\n",
            " $x ${x} $((1 + 1)) $(echo \")\")",
            "\nfor i in 1 2\ndo\n  echo $i\ndone\n",
            "\ny=$(cat <<E # it's\nit's (\nE\n) # )\n",
            "\nz=$(\n# it's )\necho $((1<<2)))\n",
            "\nfalse\n",
            "\nif true; then\n echo y\nfi\n",
            " && ",
            " || ",
            "; ",
            " | cat",
            "\n{\n echo a, b\n}\n",
            "\nf() {\n echo f, g\n}\nf\n",
            "\ncase a in\n-h) echo n;;\na|b) echo c;;\nesac\n",
            "\n! false\n",
            " >&2",
            " {} x={}",
            " -n");
  }

  private PlanResult planned(String text, CommandMode mode) {
    List<Problem> problems = new ArrayList<>();
    JobText job = JobText.parse(text, new SourceText("w", text), mode, Dialect.CURRENT, problems);
    FlowGraph graph = new FlowGraph(List.of(JobTemplate.of(job)), List.of(List.of()));
    return PlanBuilder.plan(graph, facts, PlanOptions.DEFAULT, problems);
  }

  @Test
  void aScriptArrivesByteForByteAndDoesWhatTheShellDoes() throws Exception {
    Generated generated = Generated.by(ScriptOracleTest::script);
    int scripts = 0;
    int run = 0;
    int refused = 0;
    for (int i = 0; i < generated.texts().size(); i++) {
      String text = generated.texts().get(i);
      PlanResult planned = planned(text, CommandMode.AUTO);
      if (planned.plan() == null) {
        refused++;
        continue;
      }
      Command command = planned.plan().jobs().getFirst().command();
      if (command instanceof Command.Shell shell && shell.errexit()) {
        scripts++;
        assertThat(shell.text()).as(generated.describe(i)).isEqualTo(text);
      } else if (run++ < MOST_RUN) {
        List<String> argv =
            command instanceof Command.Shell shell
                ? shell.argv("sh")
                : ((Command.Exec) command).argv();
        assertThat(outcome(argv))
            .as(generated.describe(i) + command)
            .isEqualTo(outcome(List.of("sh", "-c", text)));
      }
    }
    assertThat(refused).as("refused").isLessThan(generated.texts().size() / 10);
    assertThat(scripts).as("scripts").isGreaterThan(generated.texts().size() / 4);
    assertThat(run).as("single commands").isPositive();
  }

  private static String outcome(List<String> argv) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(argv)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + ":" + out;
  }
}
