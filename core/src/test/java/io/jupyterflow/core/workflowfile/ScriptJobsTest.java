package io.jupyterflow.core.workflowfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.PlanOptionsBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several lines of a job's text are a script.
class ScriptJobsTest {

  @TempDir Path directory;

  private static Command command(String file) {
    WorkflowFile read = Files.read(file);
    assertThat(read.planned().problems()).isEmpty();
    return read.planned().orThrow().jobs().getFirst().command();
  }

  private static String job(String text) {
    return "jobs:\n- |\n" + text.indent(2);
  }

  /// Exit code and output, run by the real shell.
  private String ran(Command command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(((Command.Shell) command).argv("sh"))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + ":" + out;
  }

  private static final String CLEAN_AND_COPY = "rm -rf out\nmkdir out\ncp prep.txt out\nls\n";

  @Test
  void eachLineIsACommand() throws Exception {
    java.nio.file.Files.writeString(directory.resolve("prep.txt"), "kept");
    Command command = command(job(CLEAN_AND_COPY));
    assertThat(command).isEqualTo(new Command.Shell(CLEAN_AND_COPY, true));
    assertThat(ran(command)).isEqualTo("0:out\nprep.txt\n");
    assertThat(directory.resolve("prep.txt")).hasContent("kept");
    assertThat(directory.resolve("out/prep.txt")).hasContent("kept");
  }

  @Test
  void theFirstFailingLineEndsItAndInVersionOneWithShellDoesNot() throws Exception {
    String text = "false\necho on\n";
    assertThat(ran(command(job(text)))).isEqualTo("1:");
    assertThat(ran(command("cmd_mode: shell\n" + job(text)))).isEqualTo("1:");
    assertThat(ran(command("version: 1\n" + job(text)))).isEqualTo("1:");
    Command original = command("version: 1\ncmd_mode: shell\n" + job(text));
    assertThat(original).isEqualTo(new Command.Shell(text));
    assertThat(ran(original)).isEqualTo("0:on\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cd /\npwd\n",
        "for i in 1 2; do\n  echo $i # it's\ndone\n",
        "if true\nthen\n  echo yes\nfi\n",
        "cat <<EOF\nit's {a,b} \"\nEOF\n",
        "f() {\n  echo a, b\n}\nf\n",
        "case x in\n-h) echo help ;;\nx) echo it ;;\nesac\n",
        "x='a\nb'\necho \"$x\"\n",
        "echo one \\\n  two\necho three\n",
      })
  void aScriptGoesToTheShellByteForByte(String text) {
    assertThat(command(job(text))).isEqualTo(new Command.Shell(text, true));
    assertThat(command(job(text).replace("\n", "\r\n"))).isEqualTo(new Command.Shell(text, true));
    PlanOptions shell =
        PlanOptionsBuilder.defaults().mode(CommandMode.SHELL).maxVariants(10).build();
    assertThat(
            WorkflowFilePlanner.plan("w", job(text), Files.FACTS, shell)
                .planned()
                .orThrow()
                .jobs()
                .getFirst()
                .command())
        .isEqualTo(new Command.Shell(text, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs:\n- |\n  train.py \\\n    --lr 0.1\n",
        "jobs:\n- >\n  train.py\n  --lr 0.1\n",
        "jobs:\n- train.py\n  --lr 0.1\n",
        "jobs:\n- |\n  # why\n\n  train.py --lr 0.1 # what\n\n",
        "version: 1\ncmd_mode: exec\njobs:\n- |\n  train.py\n  --lr 0.1\n",
        "version: 1\njobs:\n- |\n  train.py\n  --lr 0.1\n",
      })
  void oneCommandStaysOneCommand(String file) {
    assertThat(command(file))
        .isEqualTo(new Command.Exec(List.of("python3", "train.py", "--lr", "0.1")));
  }

  @Test
  void aLineThatBeginsWithAnOptionIsAProblem() {
    String text = "  train.py\n  --lr 0.1\n";
    for (String head : List.of("", "cmd_mode: shell\n", "cmd_mode: exec\n")) {
      int line = head.isEmpty() ? 4 : 5;
      assertThat(Files.problems(head + "jobs:\n- |\n" + text))
          .singleElement()
          .asString()
          .startsWith(line + ":3 option-on-own-line")
          .contains("--lr", "end the line before it with \\");
    }
    assertThat(Files.problems("version: 1\ncmd_mode: shell\njobs:\n- |\n" + text))
        .singleElement()
        .asString()
        .startsWith("6:3 option-on-own-line");
  }

  @Test
  void execModeHasNoScripts() {
    String text = "jobs:\n- |\n  rm -rf out\n  mkdir out\n";
    for (String head : List.of("cmd_mode: exec\n", "version: 1\ncmd_mode: exec\n")) {
      assertThat(Files.problems(head + text))
          .singleElement()
          .asString()
          .contains("script-without-shell", "in exec mode no shell reads it");
    }
  }

  @Test
  void everyScriptThatACommandBeginsWithGetsItsInterpreter() {
    String text =
        """
        train.py a # train.py b
        SEED=1 eval.py && sum.py > x.py | cat
        for f in data.py; do
          plot.py $f
        done
        python3 train.py
        if true; then run.sh; else ( b.py ); fi
        case $x in
        a.py|b.py) train.py ;;
        esac
        cat <<E
        train.py
        E
        """;
    String expected =
        """
        python3 train.py a # train.py b
        SEED=1 python3 eval.py && python3 sum.py > x.py | cat
        for f in data.py; do
          python3 plot.py $f
        done
        python3 train.py
        if true; then bash run.sh; else ( python3 b.py ); fi
        case $x in
        a.py|b.py) python3 train.py ;;
        esac
        cat <<E
        train.py
        E
        """;
    assertThat(Files.plan(job(text.replace("> x.py", "> x"))).jobs().getFirst().command())
        .isEqualTo(new Command.Shell(expected.replace("> x.py", "> x"), true));
  }

  @Test
  void aNotebookInAScriptIsAProblem() {
    assertThat(Files.problems(job("echo a\nreport.ipynb\n")))
        .singleElement()
        .asString()
        .startsWith("4:3 notebook-in-shell");
  }

  @Test
  void sweepsAndBindingsAreExpandedWhereNothingQuotesThem() {
    List<Job> jobs =
        Files.plan(
                """
                jobs:
                - name: train
                  run: |
                    echo "{lr}" '{1,2}' # {lr}
                    train.py lr={lr} s={1,2}
                    cat <<E
                    {lr} {1,2}
                    E
                  sweep: {lr: [0.1]}
                - name: eval
                  run: |
                    mkdir -p out
                    eval.py lr={lr}
                dags: [train >> eval]
                """)
            .jobs();
    assertThat(jobs)
        .extracting(Job::name)
        .containsExactly("train-1", "train-2", "eval-1", "eval-2");
    assertThat(((Command.Shell) jobs.get(1).command()).text())
        .isEqualTo(
            "echo \"{lr}\" '{1,2}' # {lr}\npython3 train.py lr=0.1 s=2\ncat <<E\n{lr} {1,2}\nE\n");
    assertThat(((Command.Shell) jobs.get(3).command()).text())
        .isEqualTo("mkdir -p out\npython3 eval.py lr=0.1\n");
  }

  @Test
  void aSweepThatOnlyQuotesTakeIsAProblem() {
    assertThat(
            Files.problems(
                "jobs:\n- run: |\n    cat <<E\n    {lr}\n    E\n  sweep: {lr: [1, 2]}\n"))
        .singleElement()
        .asString()
        .contains("unused-sweep", "outside quotes and comments");
  }

  @Test
  void variablesOfALineAreTheShells() {
    Job job = Files.plan(job("SEED={1,2} train.py\neval.py\n")).jobs().getFirst();
    assertThat(job.env()).isEmpty();
    assertThat(job.command())
        .isEqualTo(new Command.Shell("SEED=1 python3 train.py\npython3 eval.py\n", true));
  }

  @Test
  void aScriptIsNamedAfterItsFirstScriptOrProgram() {
    assertThat(Files.plan(job("cd src\nmkdir out\npython3 train.py\n")).jobs().getFirst().name())
        .isEqualTo("train");
    assertThat(Files.plan(job("set -u\ncd src\nmake all\n")).jobs().getFirst().name())
        .isEqualTo("make");
  }

  @Test
  void nothingButCommentsIsAProblem() {
    for (String file : new String[] {"jobs: ['# a']", job("# a\n\n# b\n")}) {
      assertThat(Files.problems(file)).singleElement().asString().contains("no-command");
    }
  }

  @Test
  void aHereDocumentThatNeverEndsIsAProblem() {
    assertThat(Files.problems(job("cat <<E\nhello\n E\n")))
        .singleElement()
        .asString()
        .startsWith("3:7 unclosed-here-document");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs: [\"echo a\\0b\"]",
        "jobs: [{run: 'echo {x}', sweep: {x: [\"\\0\"]}}]",
        "jobs: [{run: echo, env: {A: \"b\\x00\"}}]",
        "jobs: [\"echo a\\necho \\u0000\"]",
      })
  void nulIsAProblem(String file) {
    assertThat(Files.problems(file)).first().asString().contains("nul-character");
  }
}
