package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.Sandbox.Result;
import io.jupyterflow.cli.program.Commands;
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
  void aWrongValueIsReportedWithWhatIsWrong() {
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
}
