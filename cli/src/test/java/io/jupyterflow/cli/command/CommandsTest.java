package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.Sandbox.Result;
import io.jupyterflow.cli.program.Commands;
import io.jupyterflow.cli.terminal.Size;
import io.jupyterflow.cli.terminal.VirtualTerminal;
import io.jupyterflow.core.runfolder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on the real local engine.
class CommandsTest {

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
  }

  @Test
  void everyCommandHasHelpWithExamplesAndAnEntryInTheOverview() {
    String overview = sandbox.run("--help").out();
    for (Commands.Entry entry : Commands.ALL) {
      assertThat(overview).contains("  " + entry.name() + " ");
      Result help = sandbox.run(entry.name(), "--help");
      assertThat(help.code()).isEqualTo(ExitCode.OK);
      assertThat(help.out()).contains("Usage: jupyterflow " + entry.name()).contains("Examples:");
      assertThat(sandbox.run("help", entry.name()).out()).isEqualTo(help.out());
    }
    assertThat(sandbox.run("--version").out()).startsWith("jupyterflow ");
  }

  @Test
  void carelessInputIsAnsweredWithWhatToWrite() throws IOException {
    assertThat(sandbox.run("rnu").err()).contains("did you mean 'run'?");
    assertThat(sandbox.run("a.py >> b.py").err()).contains("run -c \"a.py >> b.py\"");
    assertThat(sandbox.run("flow.yaml").err()).contains("run -f flow.yaml");
    assertThat(sandbox.run("run", "-c", "a.py", "x=1", "x=2").err())
        .contains("-c \"a.py x=1 x=2\"");
    assertThat(sandbox.run("run", "a.py").err()).contains("run -c \"a.py\"");
    assertThat(sandbox.run("run", "-c", "a", "-f", "b").err()).contains("exclude each other");
    assertThat(sandbox.run("run", "--dryrun").err()).contains("did you mean --dry-run?");
    assertThat(sandbox.run("run", "-c", "true", "--for", "a", "--gpu", "1").err())
        .contains("before it");
    assertThat(sandbox.run("run", "-f", "a.py").err()).contains("run -c \"a.py\"");
    sandbox.file("my flow.yaml", "jobs: ['true']\n");
    assertThat(sandbox.run("run", "-f", "my", "flow.yaml").err()).contains("-f \"my flow.yaml\"");
    assertThat(sandbox.run("run", "-f", "my flow.yaml", "true").err())
        .contains("-f takes one file, the whole flow, but more came: 'true'.");
    assertThat(sandbox.run("run", "-f", "").err()).contains("-f workflow.yaml");
    assertThat(sandbox.run("run", "-f", ".").err()).contains("is a directory").contains("-f /");
    sandbox.outputFile = "/somewhere/train.py";
    assertThat(sandbox.run("run", "-c", "prep.py", "lr=1").err())
        .contains("-c \"prep.py >> train.py lr=1\"");
  }

  @Test
  void aMistypedWordOfACommandIsAnsweredAsACommandIs() {
    assertThat(refused("cron", "lst"))
        .contains("no command 'cron lst'.\n  hint: did you mean 'cron list'?");
    assertThat(refused("cron", "ls")).contains("did you mean 'cron list'?");
    assertThat(refused("cron", "rm", "nightly")).contains("did you mean 'cron delete'?");
    assertThat(refused("cron", "zzz")).contains("write jupyterflow cron add|list|suspend");
    assertThat(refused("env", "shwo"))
        .contains("no command 'env shwo'.\n  hint: did you mean 'env show'?");
    assertThat(refused("env", "zzz")).contains("write jupyterflow env show");
    assertThat(refused("env", "show", "all")).contains("it takes flags only");
    assertThat(refused("completion", "bsh")).contains("did you mean 'bash'?");
    assertThat(refused("completion", "tcsh")).contains("use bash, zsh or fish");
    assertThat(refused("kill", "@last")).contains("did you mean 'stop'?");
    assertThat(refused("--versoin"))
        .contains("no flag '--versoin'.\n  hint: did you mean '--version'?");
  }

  @Test
  void whatIsWrongWithAWordIsSaidAsItIs() {
    assertThat(refused("ps", "--state", "runing")).contains("did you mean 'running'?");
    assertThat(refused("ps", "--state", "FAILED")).contains("did you mean 'failed'?");
    assertThat(refused("ps", "--state", "zzz")).contains("use one of pending, running,");
    assertThat(refused("show", "/")).contains("'/' names no run.\n  hint: write its id, or @last");
    assertThat(refused("ps", "-n", "99999999999")).contains("-n takes at most 2147483647");
    assertThat(refused("ps", "-n", "0")).contains("-n takes a whole number of at least 1");
    assertThat(refused("ps", "-n", "")).contains("-n takes a whole number of at least 1");
    assertThat(refused("show", "a", "b")).contains("Only one word is taken, the run, but 2 came");
    assertThat(refused("run", "-c", "true", "--command", "false"))
        .contains("-c is given more than");
    assertThat(refused("run", "-c", "true", "--memory", "8"))
        .contains("--memory takes an amount of memory with its unit, such as 8Gi", "not '8'");
    assertThat(refused("completion", "--shell", "bash")).doesNotContain("did you mean");
    assertThat(refused("logs", "@last", "--tail", "5")).contains("| tail -n 20");
  }

  @Test
  void anEngineThatThereIsNotIsRefusedByEveryCommand() {
    for (String command :
        List.of("ps", "doctor", "show x", "run -c true", "env show", "cron list")) {
      assertThat(refused((command + " --engine Local").split(" ", -1)))
          .as(command)
          .contains("no engine 'Local'.\n  hint: did you mean 'local'?");
    }
    assertThat(refused("ps", "--engine", "k8s")).contains("did you mean 'argo'?");
    assertThat(refused("ps", "--engine", "mars")).contains("use --engine auto, local or argo");
  }

  @Test
  void aFlagOfRunThatAScheduleCanNotTakeIsAnsweredWithWhatToWrite() {
    for (String flag : List.of("--id", "--id=nightly")) {
      assertThat(refused("cron", "add", "-c", "true", "--schedule", "@daily", flag, "x"))
          .contains("no flag '--id' of cron.\n  hint: A schedule is named with --name");
    }
    assertThat(refused("cron", "add", "-c", "true", "-d"))
        .contains("cron add returns at once")
        .doesNotContain("did you mean");
    assertThat(refused("cron", "add", "-c", "true", "--dry-run")).contains("run --dry-run");
    assertThat(refused("cron", "add", "-c", "true", "--emit=argo")).contains("run --emit");
    assertThat(refused("ps", "-x"))
        .contains("no flag '-x' of ps.\n  hint: see jupyterflow ps --help");
  }

  @Test
  void aFlagOfOtherToolsIsAnsweredWithWhatThereIsInItsPlace() {
    assertThat(refused("run", "-c", "true", "--name", "x")).contains("called as --id says");
    assertThat(refused("run", "-c", "true", "--env", "A=1")).contains("SEED=7 jupyterflow run");
    assertThat(refused("run", "-c", "true", "--wait")).contains("run follows, unless -d");
    assertThat(refused("why", "@last", "-o", "json")).contains("show @last -o json");
  }

  private String refused(String... words) {
    Result result = sandbox.run(words);
    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    return result.err();
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
    assertThat(result.err()).contains("cron wants 5").doesNotContain("not registered");
  }

  @Test
  void theOutputOfAJobThatNeverBeganIsAWordAboutIt() {
    String id = sandbox.run("run", "-q", "-c", "false >> true").id();
    Result none = sandbox.run("logs", id, "true");
    assertThat(none.code()).isEqualTo(ExitCode.OK);
    assertThat(none.out()).isEmpty();
    assertThat(none.err())
        .isEqualTo("true has no output: it was skipped (needs false, which failed).\n");
    assertThat(sandbox.run("logs", id, "false").err()).isEmpty();
  }

  @Test
  void logsThatCanNotBeReadAreToldOnceBesideAllThatCan() throws IOException {
    String id = sandbox.run("run", "-q", "-c", "echo one >> printf two >> seq 1").id();
    RunFolder folder = new RunFolder(sandbox.home.resolve(".jupyterflow/runs").resolve(id));
    for (String job : List.of("echo", "seq")) {
      Path log = folder.attempt(job, 1).log();
      Files.delete(log);
      Files.createDirectory(log);
    }

    Result all = sandbox.run("logs", id);

    assertThat(all.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(all.out()).isEqualTo("printf | two\n");
    assertThat(all.err().lines()).hasSize(1);
    assertThat(all.err()).contains("can't be read");
    assertThat(sandbox.run("logs", id, "echo").code()).isEqualTo(ExitCode.REFUSED);
    assertThat(sandbox.run("logs", id, "printf").code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aRunIsListedShownReadAndDeleted() {
    String id = sandbox.run("run", "-q", "-c", "echo one >> printf two").id();
    assertThat(sandbox.run("ps", "-o", "name").out()).isEqualTo(id + "\n");
    assertThat(sandbox.run("ps").out()).contains(id + "  succeeded  2/2");
    assertThat(sandbox.run("ps", "--state", "failed").out()).isEmpty();
    assertThat(sandbox.run("ps", "-o", "json").out()).contains("\"kind\": \"RunList\"");
    assertThat(sandbox.run("show", id.substring(0, 7)).out())
        .contains("✓ echo       succeeded")
        .contains("└─ ✓ printf  succeeded");
    assertThat(sandbox.run("show", "@last", "-o", "yaml").out()).contains("kind: Run");
    assertThat(sandbox.run("logs", id).out()).isEqualTo("echo   | one\nprintf | two\n");
    assertThat(sandbox.run("logs", id, "printf").out()).isEqualTo("two");
    assertThat(sandbox.run("logs", "-f", id + "/echo").out()).isEqualTo("one\n");
    Result missing = sandbox.run("logs", id, "pintf");
    assertThat(missing.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(missing.err()).contains("did you mean printf?");
    assertThat(sandbox.run("stop", id).out()).contains("over already: succeeded");
    assertThat(sandbox.run("delete", id).out()).isEqualTo(id + "\n");
    assertThat(sandbox.run("ps").out()).isEmpty();
  }

  @Test
  void aRunningRunIsNotDeletedNorRerun() {
    String id = sandbox.run("run", "-d", "-c", "sleep 600").id();
    assertThat(sandbox.run("delete", id).code()).isEqualTo(ExitCode.REFUSED);
    assertThat(sandbox.run("rerun", id).code()).isEqualTo(ExitCode.REFUSED);
    sandbox.run("stop", id);
    assertThat(sandbox.run("delete", id).code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aDamagedRunIsListedStoppedAndDeleted() throws IOException {
    String id = sandbox.run("run", "-d", "-c", "sleep 600").id();
    RunFolder folder = new RunFolder(sandbox.home.resolve(".jupyterflow/runs").resolve(id));
    until(() -> sandbox.run("show", id).out().contains("running"));
    Files.writeString(folder.plan(), "{");

    assertThat(sandbox.run("ps").out()).containsPattern(id + " +unknown +- ");
    Result shown = sandbox.run("show", id);
    assertThat(shown.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(shown.err()).contains("jupyterflow delete " + id);
    assertThat(sandbox.run("delete", id).err()).contains("stop it first: jupyterflow stop " + id);
    assertThat(sandbox.run("stop", id).out()).contains(id + " is asked to stop.");
    until(() -> sandbox.run("delete", id).out().equals(id + "\n"));
    assertThat(folder.path()).doesNotExist();
  }

  private static void until(BooleanSupplier holds) {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("patience").isNegative();
    }
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
  void onlyWhatFailedIsRunAgain() throws IOException {
    sandbox.file("state", "bad");
    String id = sandbox.run("run", "-q", "-c", "echo once >> grep good state >> echo end").id();
    sandbox.file("state", "good");
    Result again = sandbox.run("rerun", id, "--failed");
    assertThat(again.code()).isEqualTo(ExitCode.OK);
    String shown = sandbox.run("show", again.id()).out();
    assertThat(shown).contains("rerun of " + id).contains("= echo").contains("✓ grep");
    assertThat(sandbox.run("rerun", again.id(), "--failed").code()).isEqualTo(ExitCode.REFUSED);
    Result from = sandbox.run("rerun", again.id(), "--from", "grep", "-q");
    assertThat(from.code()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.run("show", from.id()).out()).contains("= echo").contains("✓ echo-2");
  }

  @Test
  void watchingPrintsADocumentForEachChangeAndEndsWithTheLast() {
    String id = sandbox.run("run", "-d", "-c", "true >> true").id();
    List<String> lines = sandbox.run("watch", id, "-o", "json").out().lines().toList();
    assertThat(lines)
        .isNotEmpty()
        .allMatch(l -> l.startsWith("{\"apiVersion\":\"jupyterflow/v1\""));
    assertThat(lines.getLast()).contains("\"state\":\"succeeded\"");
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
  void whyTellsTheCause() {
    String id = sandbox.run("run", "-q", "-c", "sh -c 'exit 3'").id();
    Result why = sandbox.run("why", id);
    assertThat(why.code()).isEqualTo(ExitCode.OK);
    assertThat(why.out()).contains("sh failed with exit code 3\n");
    String good = sandbox.run("run", "-q", "-c", "true").id();
    assertThat(sandbox.run("why", good).out()).contains("The run succeeded; no job failed.");
    assertThat(sandbox.run("why", id, "sh").out()).contains(id + "/sh");
  }

  @Test
  void manyJobsAreToldInCountsAndThoseThatFailWithTheirTail() {
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

  @Test
  void settingsAreShownWithTheirOrigin() throws IOException {
    sandbox.variables.put("JUPYTERFLOW_CONFIG_FILE", sandbox.work.resolve("c.yaml").toString());
    sandbox.file("c.yaml", "spec:\n  env:\n  - {name: SEED, value: '7'}\n");
    assertThat(sandbox.run("config").out()).contains("spec.env.SEED").contains("c.yaml:");
    assertThat(sandbox.run("run", "-q", "-c", "sh -c 'echo seed $SEED'").code())
        .isEqualTo(ExitCode.OK);
    assertThat(sandbox.run("logs", "@last").out()).isEqualTo("sh | seed 7\n");
  }
}
