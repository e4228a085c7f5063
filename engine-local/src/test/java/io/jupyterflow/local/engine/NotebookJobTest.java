package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.notebook.Venv;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Notebooks as jobs of a run, with real packages.
final class NotebookJobTest {

  @TempDir Path home;
  @TempDir Path work;

  @Test
  void theCopyLiesInTheRunsFolderAndTheJobSaysWhichCellFailed() throws IOException {
    String python = Venv.with("nbclient", "ipykernel").python();
    notebook("good.ipynb", "print(epoch + 1)");
    notebook("bad.ipynb", "raise ValueError('no data')");
    notebook("killed.ipynb", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)");
    LocalEngine engine = UsersEngine.of(home, work);

    String id =
        engine
            .prepare(
                new Plan(
                    "p",
                    List.of(
                        job(
                            "good",
                            new Command.Notebook(python, "good.ipynb", List.of("epoch=10"))),
                        job("bad", new Command.Notebook(python, "bad.ipynb", List.of())),
                        job("killed", new Command.Notebook(python, "killed.ipynb", List.of())))),
                engine.capture(),
                SubmitOptions.DEFAULT)
            .submit()
            .id();
    RunSnapshot run = Finish.of(engine, id, Duration.ofMinutes(3));

    assertThat(run.job("good").orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(home.resolve(".jupyterflow/runs/" + id + "/jobs/good/1/good.ipynb"))
        .content()
        .contains("\"11\\n\"");
    JobSnapshot bad = run.job("bad").orElseThrow();
    assertThat(bad.exitCode()).contains(1);
    assertThat(bad.message()).isEqualTo("cell 1 failed: ValueError: no data");
    JobSnapshot killed = run.job("killed").orElseThrow();
    assertThat(killed.exitCode()).contains(137);
    assertThat(killed.message()).contains("memory");
    assertThat(work.resolve("good.ipynb")).content().doesNotContain("11");
  }

  private static Job job(String name, Command.Notebook notebook) {
    return Job.of(name, notebook, List.of());
  }

  private void notebook(String name, String source) throws IOException {
    Files.writeString(
        work.resolve(name),
        "{\"nbformat\": 4, \"nbformat_minor\": 4, \"metadata\": {}, \"cells\": [{\"cell_type\":"
            + " \"code\", \"metadata\": {}, \"source\": \""
            + source
            + "\", \"outputs\": [], \"execution_count\": null}]}");
  }
}
