package io.jupyterflow.cli.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Sandbox;
import io.jupyterflow.cli.command.Sandbox.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
  }

  @Test
  void aMachineThatHasWhatRunsNeedIsReady() {
    Result looked = sandbox.run("doctor");
    assertThat(looked.code()).isEqualTo(ExitCode.OK);
    assertThat(looked.out())
        .contains("✓ kubernetes  this is no pod of a cluster")
        .contains("✓ shell       jobs are started through /bin/sh")
        .contains("✓ home        runs are kept in " + sandbox.home.resolve(".jupyterflow/runs"))
        .contains("Ready: runs on the engine local work.");
    assertThat(sandbox.home).isEmptyDirectory();
  }

  @Test
  void aHomeThatIsNotThereIsNamed() {
    sandbox.variables.put("HOME", sandbox.home.resolve("none").toString());
    Result looked = sandbox.run("doctor");
    assertThat(looked.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(looked.out()).contains("✗ home").contains("Not ready:").contains("→ set HOME");
  }

  @Test
  void withoutAPythonOnlyScriptsAreLacking() {
    sandbox.variables.put("PATH", sandbox.home.toString());
    Result looked = sandbox.run("doctor");
    assertThat(looked.code()).isEqualTo(ExitCode.OK);
    assertThat(looked.out()).contains("! python");
  }

  @Test
  void outsideAClusterTheEngineArgoHasNothingToLookAt() {
    Result looked = sandbox.run("doctor", "--engine", "argo");
    assertThat(looked.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(looked.out()).contains("✗ token  this is no pod of a cluster");
  }

  @Test
  void programsReadADocument() {
    Result json = sandbox.run("doctor", "-o", "json");
    assertThat(json.code()).isEqualTo(ExitCode.OK);
    assertThat(json.out()).contains("\"kind\": \"Checkup\"", "\"ready\": true");
    assertThat(sandbox.run("doctor", "now").code()).isEqualTo(ExitCode.USAGE);
  }
}
