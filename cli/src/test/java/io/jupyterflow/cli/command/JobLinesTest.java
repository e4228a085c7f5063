package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.Sandbox.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs of several lines, from the file to the shell and to what is shown of them.
class JobLinesTest {

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
  }

  @Test
  void aScriptRunsAndIsShownInOneLine() throws IOException {
    sandbox.file("prep.py", "print('prepared')\n");
    sandbox.file(
        "workflow.yaml",
        """
        jobs:
        - name: prep
          run: |
            rm -rf out
            mkdir out   # it's new
            cp prep.py out
            cd out
            prep.py
            cat <<EOF
            $(pwd | sed 's,.*/,,') {a,b}
            EOF
        """);
    Result plan = sandbox.run("run", "--dry-run");
    assertThat(plan.out().lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("prep  sh -e -c 'rm -rf out\\nmkdir out   # it'\\''s new\\ncp prep.py out\\ncd")
        .endsWith("\\nEOF'");
    assertThat(sandbox.run("run", "--dry-run", "-o", "json").out())
        .contains("\"shell\": \"rm -rf out\\nmkdir out", "\"errexit\": true");

    assertThat(sandbox.run("run", "-q").code()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.run("logs", "@last").out()).isEqualTo("prep | prepared\nprep | out {a,b}\n");
    assertThat(sandbox.work.resolve("prep.py")).exists();
    assertThat(sandbox.work.resolve("out/prep.py")).exists();
    assertThat(sandbox.run("show", "@last").out().lines()).hasSize(4);
    assertThat(sandbox.run("show", "@last", "-o", "json").out()).contains("\"errexit\": true");
  }

  @Test
  void theLineThatFailsIsTheLast() throws IOException {
    sandbox.file("workflow.yaml", "jobs:\n- |\n  echo one\n  missing-program x\n  echo two\n");
    assertThat(sandbox.run("run", "-q").code()).isEqualTo(ExitCode.RUN_FAILED);
    assertThat(sandbox.run("logs", "@last").out())
        .contains("one", "missing-program")
        .doesNotContain("two");
    assertThat(sandbox.run("why", "@last").out()).contains("no program missing-program");
    sandbox.file("workflow.yaml", "jobs:\n- |\n  echo one\n  echo (\n");
    assertThat(sandbox.run("run", "-q").code()).isEqualTo(ExitCode.RUN_FAILED);
    assertThat(sandbox.run("why", "@last").out()).contains("in: echo one\\necho (\n");
  }

  @Test
  void aFlowOfLinesThatWouldJoinTwoCommandsRunsNothing() throws IOException {
    sandbox.file("train.py", "");
    Result result = sandbox.run("run", "-c", "rm train.py\ntrue train.py");
    assertThat(result.code()).isEqualTo(ExitCode.PROBLEM_IN_FLOW);
    assertThat(result.err()).contains("-c:2:1: error: a line's end is white space here");
    assertThat(sandbox.work.resolve("train.py")).exists();
  }

  @Test
  void scriptsInTheHomeRun() throws IOException {
    Files.writeString(sandbox.home.resolve("x.py"), "import sys; print(sys.argv[1])\n");
    assertThat(sandbox.run("run", "-q", "-c", "~/x.py hello").code()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.run("logs", "@last").out()).isEqualTo("x | hello\n");
    assertThat(sandbox.run("run", "-q", "-c", "~/y.py").err()).contains("there is no file ~/y.py");
  }

  @Test
  void aFlowThatLooksLikeAFlagIsAttachedToItsOwn() {
    assertThat(sandbox.run("run", "-c=--help").err()).contains("there is no program --help");
    assertThat(sandbox.run("run", "--dry-run", "--command=--id x").out()).contains("--id x");
    assertThat(sandbox.run("run", "-c", "--dry-run").err()).contains("-c takes a value");
  }
}
