package io.jupyterflow.cli.command.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Sandbox;
import io.jupyterflow.cli.command.Sandbox.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `why` on the real local engine.
class WhyCommandTest {

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
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
}
