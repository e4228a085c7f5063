package io.jupyterflow.cli.command.env;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Sandbox;
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
  void everyVariableIsShownWithWhatHappensToIt() {
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
  void secretsInValuesAndOddNamesAreShown() {
    sandbox.variables.put("DATABASE_URL", "postgres://u:s3cr3t@h/db");
    sandbox.variables.put("BASH_FUNC_f%%", "() { echo; }");
    sandbox.variables.put("EUC", "\ufffd\ufffd");
    assertThat(sandbox.run("env", "show", "--engine", "local").out())
        .containsPattern(
            "variable +DATABASE_URL +postgres://u:\\*\\*\\*@h/db +carried +it looks like")
        .containsPattern("variable +BASH_FUNC_f%% +\\S.*(bash hands such a name on|no shell hands)")
        .containsPattern("variable +EUC +\\S+ +carried +no text in UTF-8")
        .doesNotContain("s3cr3t");
  }

  @Test
  void aChangedItemNamesTheFileOfItsSetting() throws IOException {
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
        .containsPattern("variable +SEED +changed +" + file + ":3:5 +set there +7\n")
        .containsPattern(
            "variable +MY_PASSWORD +changed +\\S+ +it looks like a secret.* +\\*\\*\\*\n")
        .containsPattern(
            "resource +cpu +changed +" + file + "\\S* +for jobs that state none +0.500\n")
        .containsPattern("setting +image +left out +--image +Kubernetes uses it +a:1\n")
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
