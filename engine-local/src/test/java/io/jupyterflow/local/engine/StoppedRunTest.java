package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.JobFolderName;
import io.jupyterflow.local.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that are stopped while no job of them runs.
final class StoppedRunTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  @TempDir Path work;

  private final ProcessTable processes = ProcessTable.ofThisMachine();

  private static Job job(String name, String text, String... needs) {
    return Job.of(name, new Command.Shell(text), List.of(needs));
  }

  private boolean isLeft(String id) {
    String variable = "\0JUPYTERFLOW_RUN=" + id + "\0";
    return processes.all().stream()
        .anyMatch(p -> processes.environment(p.pid()).contains(variable));
  }

  @Test
  void whatCouldNotBeginYetIsStoppedAndNoProcessIsLeft() throws IOException {
    LocalEngine engine = UsersEngine.of(home, work);
    String id =
        engine.submit(
            new Plan(
                "p",
                List.of(
                    job(
                        "leaver",
                        "setsid sh -c 'trap \"\" TERM; touch up; sleep 300' &"
                            + " until test -e go; do sleep 0.02; done"),
                    job("next", "true", "leaver"),
                    job("last", "true", "next"))),
            engine.capture(),
            SubmitOptions.DEFAULT);
    Finish.until("the daemon", () -> Files.exists(work.resolve("up")));
    // No folder can be made where a file lies, so the second job has to wait.
    Files.createFile(
        home.resolve(".jupyterflow/runs/" + id + "/jobs").resolve(JobFolderName.of("next")));
    Files.createFile(work.resolve("go"));
    Finish.when(engine, id, PATIENCE, run -> run.message().contains("can't be written"));

    engine.stop(id);
    RunSnapshot run = Finish.of(engine, id, PATIENCE);

    assertThat(isLeft(id)).isFalse();
    assertThat(run.state()).isEqualTo(RunState.STOPPED);
    assertThat(run.jobs())
        .extracting(JobSnapshot::state)
        .containsExactly(JobState.SUCCEEDED, JobState.STOPPED, JobState.STOPPED);
  }
}
