package io.jupyterflow.cli.command.rerun;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Sandbox;
import io.jupyterflow.cli.command.Sandbox.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `rerun` on the real local engine.
class RerunCommandTest {

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
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
}
