package io.jupyterflow.cli.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Sandbox;
import io.jupyterflow.cli.command.Sandbox.Result;
import io.jupyterflow.cli.terminal.Size;
import io.jupyterflow.cli.terminal.VirtualTerminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `run` on the real local engine.
class RunCommandTest {

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
  }

  @Test
  void aMistypedFileIsNamed() throws IOException {
    sandbox.file("workflow.yaml", "jobs: ['true']\n");
    Result result = sandbox.run("run", "-f", "worklow.yml");
    assertThat(result.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(result.err()).contains("did you mean 'workflow.yaml'?");
  }

  @Test
  void aScheduleOfAFileThatCannotRunIsNoSecondProblem() throws IOException {
    sandbox.file("workflow.yaml", "jobs: ['true']\nschedule: every day\n");
    Result result = sandbox.run("run");
    assertThat(result.code()).isEqualTo(ExitCode.PROBLEM_IN_FLOW);
    assertThat(result.err()).contains("cron needs 5").doesNotContain("not registered");
  }

  @Test
  void aDryRunRunsNothing() {
    Result plan = sandbox.run("run", "--dry-run", "-c", "true >> [echo a, echo b] >> false");
    assertThat(plan.code()).isEqualTo(ExitCode.OK);
    assertThat(plan.out())
        .contains("├─ echo-1")
        .contains("└─ false")
        .contains("(after echo-1, echo-2)");
    assertThat(sandbox.run("run", "--dry-run", "-c", "true", "-o", "json").out())
        .contains("\"kind\": \"Plan\"");
    assertThat(sandbox.run("run", "--dry-run", "-c", "true >> echo", "-o", "name").out())
        .isEqualTo("true\necho\n");
    assertThat(sandbox.run("ps", "-o", "name").out()).isEmpty();
  }

  @Test
  void theFileInTheDirectoryIsRunAndItsScheduleNotForgotten() throws IOException {
    sandbox.file(
        "workflow.yaml", "jobs: [echo a, echo b]\ndags: [1 >> 2]\nschedule: '0 3 * * *'\n");
    Result result = sandbox.run("run");
    assertThat(result.code()).isEqualTo(ExitCode.OK);
    assertThat(result.err()).contains("schedule").contains("crontab");
  }

  @Test
  void resourcesGoToTheJobsTheyAreFor() {
    String plan =
        sandbox
            .run(
                "run",
                "--dry-run",
                "-o",
                "json",
                "-c",
                "true >> echo x",
                "--cpu",
                "0.5",
                "--for",
                "echo",
                "--memory",
                "64Mi",
                "--timeout",
                "2h",
                "--retries",
                "2")
            .out();
    assertThat(plan.replaceAll("\\s", ""))
        .containsOnlyOnce("\"cpu\":0.5")
        .contains("\"memory\":67108864")
        .contains("\"timeout\":\"2h\"")
        .contains("\"limit\":2");
  }

  @Test
  void aDocumentOfTheRunComesAtItsEnd() {
    Result result = sandbox.run("run", "-q", "-o", "json", "-c", "false");
    assertThat(result.code()).isEqualTo(ExitCode.RUN_FAILED);
    assertThat(result.out())
        .startsWith("{")
        .contains("\"exitCode\": 1")
        .contains("\"kind\": \"Run\"");
    assertThat(result.err()).isEmpty();
    Result problems = sandbox.run("run", "-o", "json", "-c", "true >> >>");
    assertThat(problems.out()).isEmpty();
    assertThat(problems.err()).contains("\"kind\": \"Problems\"").contains("\"column\"");
  }

  @Test
  void manyJobsAreShownAsCountsAndFailedJobsWithTheEndOfTheirOutput() {
    StringBuilder flow = new StringBuilder("[");
    for (int i = 0; i < 30; i++) {
      flow.append("true, ");
    }
    flow.append("sh -c 'echo broken; exit 1']");
    Result result = sandbox.run("run", "-c", flow.toString());
    assertThat(result.code()).isEqualTo(ExitCode.RUN_FAILED);
    assertThat(result.err())
        .contains("sh failed")
        .contains("sh      | broken")
        .doesNotContain("true succeeded")
        .contains("1 failed, 30 succeeded");
  }

  @Test
  void theLiveTreeStandsBelowTheOutput() {
    sandbox.isTerminal = true;
    sandbox.size = new Size(60, 12);
    sandbox.variables.put("NO_COLOR", "1");
    Result result = sandbox.run("run", "-c", "printf 'no end' >> [echo a, echo b]");
    VirtualTerminal terminal = new VirtualTerminal(60, 12);
    terminal.feed(result.err());
    List<String> text = terminal.text();
    assertThat(text.getFirst()).isEqualTo("printf | no end");
    assertThat(text.subList(1, 3)).containsExactlyInAnyOrder("echo-1 | a", "echo-2 | b");
    assertThat(text.get(3)).startsWith(result.id() + "  succeeded  3 of 3 jobs");
    assertThat(text.get(4)).startsWith("✓ printf     succeeded");
    assertThat(text.get(5)).startsWith("├─ ✓ echo-1  succeeded");
    assertThat(text.get(6)).startsWith("└─ ✓ echo-2  succeeded");
    assertThat(text.get(7)).startsWith(result.id() + " succeeded: 3 succeeded in");
    assertThat(text).hasSize(8);
    assertThat(result.err()).contains("Ctrl-C stops the run");
  }
}
