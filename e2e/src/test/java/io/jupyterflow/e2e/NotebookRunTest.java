package io.jupyterflow.e2e;

import static io.jupyterflow.e2e.Hub.jupyterflow;
import static io.jupyterflow.e2e.Hub.shell;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The product's reason to exist: a line typed in a notebook server runs as a Workflow.
class NotebookRunTest extends InHomeFolder {

  @Test
  void runsOneLineAsAWorkflowWithTheUsersFiles() {
    Hub.write(USER, folder + "/hello.py", "open('said', 'w').write('hello')\nprint('hello')\n");
    Hub.write(USER, folder + "/world.py", "print(open('said').read(), 'world')\n");

    Hub.Outcome run =
        jupyterflow(USER, folder, "run", "-c", "python hello.py >> python world.py").ok();

    assertThat(run.out()).matches("hello-[a-z0-9]{5}\n");
    assertThat(run.err()).contains("hello | hello").contains("world | hello world");
    assertThat(Hub.kubectl("get", "workflow", run.id(), "-o", "name").ok().out())
        .contains("workflow.argoproj.io/" + run.id());
    assertThat(shell(USER, "cat " + folder + "/said").ok().out()).isEqualTo("hello");
    assertThat(jupyterflow(USER, folder, "logs", run.id()).ok().out())
        .isEqualTo("hello | hello\nworld | hello world\n");
    assertThat(jupyterflow(USER, folder, "ps").ok().out())
        .containsPattern(run.id() + " +succeeded +2/2");
  }

  @Test
  void jobsHaveTheUsersIdentityVariablesAndNoToken() {
    Hub.Outcome run =
        jupyterflow(
                USER,
                folder,
                "run",
                "-c",
                "sh -c 'id -u; id -g; pwd; echo \"venv $VIRTUAL_ENV\"; env | grep -c JUPYTERHUB_;"
                    + " true'")
            .ok();

    String output = jupyterflow(USER, folder, "logs", run.id()).ok().out();
    assertThat(output)
        .contains("| 1000\n")
        .contains("| 100\n")
        .contains("/" + folder + "\n")
        .contains("| venv /opt/notebook\n")
        .contains("| 0\n");
  }

  @Test
  void aFailureIsExplainedInTheUsersTerms() {
    Hub.write(USER, folder + "/broken.py", "import pandas_of_tomorrow\n");

    Hub.Outcome run = jupyterflow(USER, folder, "run", "-c", "broken.py >> broken.py");

    assertThat(run.status()).isEqualTo(1);
    Hub.Outcome why = jupyterflow(USER, folder, "why", run.id()).ok();
    assertThat(why.out())
        .contains("ModuleNotFoundError: No module named 'pandas_of_tomorrow'")
        .contains("broken.py:1")
        .doesNotContainIgnoringCase("pod ");
    assertThat(jupyterflow(USER, folder, "show", run.id()).ok().out())
        .containsPattern("broken-2 +skipped");
  }

  @Test
  void logsAndResultsOutliveTheWorkflow() {
    Hub.Outcome run = jupyterflow(USER, folder, "run", "-c", "echo loss=0.25 size={1,2}").ok();
    Hub.kubectl("delete", "workflow", run.id()).ok();

    assertThat(jupyterflow(USER, folder, "logs", run.id() + "/echo-1").ok().out())
        .contains("loss=0.25 size=1");
    assertThat(jupyterflow(USER, folder, "results", run.id(), "-o", "csv").ok().out())
        .contains("0.25");
    assertThat(jupyterflow(USER, folder, "show", run.id()).ok().out()).contains("succeeded");
  }

  @Test
  void withoutAVolumeForTheHomeOutputComesFromThePods() {
    String away = "export HOME=/tmp/away; mkdir -p $HOME; cd " + folder + "; jupyterflow ";

    Hub.Outcome run = shell(USER, away + "run -c \"echo hello >> sh -c 'echo bye; exit 3'\"");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("echo | hello\n").contains("sh   | bye\n");
    assertThat(shell(USER, away + "logs " + run.id()).ok().out())
        .isEqualTo("echo | hello\nsh   | bye\n");
    assertThat(shell(USER, away + "why " + run.id()).ok().out()).contains("| bye");
  }

  @Test
  void anIdIsSubmittedOnce() {
    String id = "once-" + UUID.randomUUID().toString().substring(0, 8);
    jupyterflow(USER, folder, "run", "--id", id, "-d", "-c", "echo once").ok();
    jupyterflow(USER, folder, "run", "--id", id, "-c", "echo once").ok();

    Hub.Outcome other = jupyterflow(USER, folder, "run", "--id", id, "-c", "echo other");

    assertThat(other.status()).isEqualTo(5);
    assertThat(other.err()).contains(id);
  }

  @Test
  void trainsTheDigitsExampleInParallelPods() throws IOException {
    Hub.copy(USER, "examples/digits", folder);

    Hub.Outcome run = jupyterflow(USER, folder, "run").ok();

    String best = jupyterflow(USER, folder, "results", run.id(), "--max", "accuracy").ok().out();
    assertThat(best).containsPattern("train-\\d .*best");
    assertThat(shell(USER, "head -c 4 " + folder + "/report.png | tail -c 3").ok().out())
        .isEqualTo("PNG");
  }
}
