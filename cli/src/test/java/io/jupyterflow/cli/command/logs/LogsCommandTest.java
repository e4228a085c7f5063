package io.jupyterflow.cli.command.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Sandbox;
import io.jupyterflow.cli.command.Sandbox.Result;
import io.jupyterflow.core.runfolder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `logs` on the real local engine.
class LogsCommandTest {

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
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
  void unreadableLogsAreReportedOnceAndTheOthersArePrinted() throws IOException {
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
}
