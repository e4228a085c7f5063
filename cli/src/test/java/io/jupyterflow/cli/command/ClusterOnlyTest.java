package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.Sandbox.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Flags that only a cluster can honour, typed where jobs run on this machine.
class ClusterOnlyTest {

  private static final String LEAVE = "leave --image out";

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
  }

  private String refused(String... words) {
    Result result = sandbox.run(words);
    assertThat(result.code()).as(result.out() + result.err()).isEqualTo(ExitCode.USAGE);
    assertThat(result.out()).isEmpty();
    return result.err();
  }

  @Test
  void aRunOfThisMachineTakesNeitherImageNorNamespace() throws IOException {
    assertThat(refused("run", "-c", "true", "--image", "lab:1"))
        .contains("--image is for Kubernetes. Here, jobs run on this machine")
        .contains("because this is not a pod of a cluster", LEAVE, "--engine argo", "KUBECONFIG");
    assertThat(refused("run", "--dry-run", "-c", "true", "--namespace", "n", "--image", "i"))
        .contains("--image and --namespace are for Kubernetes.")
        .contains("leave --image and --namespace out");
    assertThat(refused("run", "-c", "true", "--image", "i", "--engine", "local"))
        .contains("as --engine local says");
    assertThat(refused("run", "-c", "true", "--image", "i", "--emit", "local"))
        .contains("as --emit local says");
    assertThat(sandbox.home).isEmptyDirectory();
  }

  @Test
  void theSettingThatKeepsJobsHereIsNamed() throws IOException {
    Path file = sandbox.home.resolve(".jupyterflow.yaml");
    Files.writeString(file, "engine: local\n");
    assertThat(refused("run", "-c", "true", "--image", "lab:1"))
        .contains("as engine: local in " + file + ":1", LEAVE);
  }

  @Test
  void aPodThatCanNotAskItsClusterSaysSo() {
    sandbox.variables.put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
    assertThat(refused("run", "-c", "true", "--image", "lab:1"))
        .containsOnlyOnce("its pod has no service account")
        .contains(LEAVE, "jupyterflow doctor --engine argo");
  }

  @Test
  void aRerunStaysWhereItsRunWas() {
    sandbox.run("run", "-q", "-c", "true", "--id", "first");
    assertThat(refused("rerun", "first", "--image", "lab:2"))
        .contains("as the run first did", LEAVE, "jupyterflow run --engine argo");
    assertThat(sandbox.run("ps", "-o", "name").out()).isEqualTo("first\n");
  }

  @Test
  void aLookAtThisMachineTakesNeitherEither() {
    assertThat(refused("doctor", "--namespace", "n")).contains("leave --namespace out");
    assertThat(refused("doctor", "--engine", "local", "--image", "i"))
        .contains("as --engine local says");
  }

  @Test
  void schedulesThatAreThereTakeNeitherEither() {
    assertThat(refused("cron", "suspend", "nightly", "--image", "lab:1"))
        .contains("cron suspend does not take --image: it is cron add's.");
    assertThat(refused("cron", "list", "--namespace", "other"))
        .contains("cron list does not take --namespace", "one namespace,");
  }

  @Test
  void clusterSettingsInFilesAreAcceptedByTheLocalEngine() throws IOException {
    Files.writeString(
        sandbox.home.resolve(".jupyterflow.yaml"), "spec: {image: 'lab:1', namespace: other}\n");
    Result result = sandbox.run("run", "-c", "true");
    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.OK);
    assertThat(result.err()).doesNotContain("Kubernetes");
  }
}
