package io.jupyterflow.core.runfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLogTest {

  private static final JobSnapshot DONE =
      JobSnapshotBuilder.of("train", JobState.SUCCEEDED)
          .attempt(AttemptBuilder.of(1, JobState.FAILED))
          .attempt(AttemptBuilder.of(2, JobState.SUCCEEDED))
          .build();

  @TempDir Path runs;
  private RunFolder folder;

  @BeforeEach
  void makeAttempts() throws IOException {
    folder = new RunFolder(runs.resolve("flow-1"));
    Files.createDirectories(folder.attempt("train", 1).path());
    Files.createDirectories(folder.attempt("train", 2).path());
  }

  @Test
  void attemptsFollowEachOther() throws IOException {
    Files.writeString(folder.attempt("train", 1).log(), "first\n");
    Files.writeString(folder.attempt("train", 2).log(), "second\n");
    StringBuilder all = new StringBuilder();
    try (JobLog log = new FolderLog(folder, () -> DONE, true)) {
      while (!log.isComplete()) {
        all.append(new String(log.poll(), StandardCharsets.UTF_8));
      }
      assertThat(log.poll()).isEmpty();
    }
    assertThat(all).hasToString("first\nsecond\n");
  }

  @Test
  void outputThatCannotBeReadIsRefusedWithItsPlace() throws IOException {
    Files.createDirectory(folder.attempt("train", 1).log());
    try (JobLog log = new FolderLog(folder, () -> DONE, true)) {
      assertThatThrownBy(log::poll)
          .isInstanceOf(JupyterFlowException.Refused.class)
          .hasMessageContaining("The run's files in " + folder.path() + " can't be read");
    }
  }
}
