package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folder that jobs run in, while the run goes on.
final class WorkingDirectoryTest {

  @TempDir Path home;
  @TempDir Path work;

  @Test
  void workingDirectoryThatVanishesFailsTheRest() {
    Path gone = work.resolve("gone");
    assertThat(gone.toFile().mkdir()).isTrue();
    LocalEngine there = UsersEngine.of(home, gone);
    String id =
        there
            .prepare(
                new Plan(
                    "p",
                    List.of(
                        Job.of("remover", new Command.Shell("rmdir " + gone), List.of()),
                        Job.of("after", new Command.Shell("true"), List.of("remover")))),
                there.capture(),
                SubmitOptions.DEFAULT)
            .submit()
            .id();

    JobSnapshot after = Finish.of(there, id, Duration.ofSeconds(60)).job("after").orElseThrow();

    assertThat(after.state()).isEqualTo(JobState.FAILED);
    assertThat(after.message()).contains(gone + " is gone");
  }
}
