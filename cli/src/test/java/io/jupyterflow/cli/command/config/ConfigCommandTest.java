package io.jupyterflow.cli.command.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `config` on the real local engine.
class ConfigCommandTest {

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
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
