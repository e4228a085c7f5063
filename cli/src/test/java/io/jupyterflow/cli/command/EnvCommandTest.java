package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.Sandbox.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvCommandTest {

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
  }

  @Test
  void everyVariableIsToldWithItsFate() {
    sandbox.variables.put("SEED", "7");
    sandbox.variables.put("API_TOKEN", "s3cr3t");
    sandbox.variables.put("JUPYTERFLOW_RUN", "outer");
    Result shown = sandbox.run("env", "show", "--engine", "local");
    assertThat(shown.code()).isEqualTo(ExitCode.OK);
    assertThat(shown.out())
        .containsPattern("directory +directory +\\S+ +carried +jobs run here")
        .containsPattern("python +python +\\S*python3? +carried")
        .containsPattern("machine +cores +\\d+ +carried")
        .containsPattern("variable +SEED +7 +carried")
        .containsPattern("variable +API_TOKEN +\\*\\*\\* +carried +it looks like a secret")
        .containsPattern("variable +JUPYTERFLOW_RUN +outer +left out +every job has its own")
        .doesNotContain("s3cr3t");
    assertThat(shown.err()).startsWith("engine local, ");
  }

  @Test
  void whatASettingChangesNamesThePlaceWhereItIsSet() throws IOException {
    Files.writeString(
        sandbox.home.resolve(".jupyterflow.yaml"),
        """
        spec:
          env:
          - {name: SEED, value: "7"}
          - {name: MY_PASSWORD, value: s3cr3t}
          resources: {requests: {cpu: 500m}}
        """);
    Result shown = sandbox.run("env", "show", "-o", "wide", "--image", "a:1");
    String file = sandbox.home.resolve(".jupyterflow.yaml").toString();
    assertThat(shown.out())
        .containsPattern("variable +SEED +7 +changed +" + file + ":3:5")
        .containsPattern("variable +MY_PASSWORD +\\*\\*\\* +changed")
        .containsPattern("resource +cpu +0.500 +changed +" + file)
        .containsPattern("setting +image +a:1 +left out +--image +Kubernetes uses it")
        .doesNotContain("s3cr3t");
  }

  @Test
  void programsReadADocument() {
    sandbox.variables.put("TWO_LINES", "a\nb");
    Result json = sandbox.run("env", "show", "-o", "json");
    assertThat(json.out())
        .startsWith("{\n  \"apiVersion\": \"jupyterflow/v1\",\n  \"kind\": \"Environment\"")
        .contains("\"engine\": \"local\"", "\"value\": \"a\\nb\"");
    assertThat(json.err()).isEmpty();
    assertThat(sandbox.run("env", "show", "-o", "yaml").out()).contains("kind: Environment");
  }

  @Test
  void anythingButShowIsAnsweredWithWhatToWrite() {
    Result bare = sandbox.run("env");
    assertThat(bare.code()).isEqualTo(ExitCode.USAGE);
    assertThat(bare.err()).contains("jupyterflow env show");
    assertThat(sandbox.run("env", "list").code()).isEqualTo(ExitCode.USAGE);
    assertThat(sandbox.run("env", "show", "-o", "name").code()).isEqualTo(ExitCode.USAGE);
  }
}
