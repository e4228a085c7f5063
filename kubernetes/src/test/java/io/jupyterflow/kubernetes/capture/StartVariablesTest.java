package io.jupyterflow.kubernetes.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.core.environment.SettingOverride;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs have what the user has, whoever set it: the pod's document, the image, or a script that
/// started the notebook and that jobs don't go through.
class StartVariablesTest {

  private static final String TEAM =
      """
      "env": [{"name": "TEAM", "value": "vision"}, {"name": "DATA", "value": "/data/$(TEAM)"}]
      """;

  @TempDir Path folder;

  private static Map<String, String> sent(PodEnvironment captured) {
    Map<String, String> sent = new LinkedHashMap<>();
    for (KubeObject variable : captured.container().objects("env")) {
      sent.put(variable.text("name"), variable.text("value"));
    }
    return sent;
  }

  private static CapturedItem item(PodEnvironment captured, String name) {
    return captured.items().stream()
        .filter(item -> item.kind().equals("variable") && item.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// A variable that process 1 and the user have.
  private static void both(NotebookPods notebook, String name, String value) {
    Objects.requireNonNull(notebook.atStart).put(name, value);
    notebook.variables.put(name, value);
  }

  @Test
  void variablesOfAStartScriptAreSent() throws IOException {
    NotebookPods notebook = NotebookPods.of(TEAM, "");
    both(notebook, "TEAM", "vision");
    both(notebook, "DATA", "/data/vision");
    both(notebook, "EXPORTED", "by $0");
    both(notebook, "PATH", "/opt/lab/bin:/usr/bin");
    both(notebook, "LAB_TOKEN", "0123456789");
    PodEnvironment captured = notebook.capture(folder);
    assertThat(sent(captured))
        .containsEntry("EXPORTED", "by $$0")
        .containsEntry("PATH", "/opt/lab/bin:/usr/bin")
        .containsEntry("DATA", "/data/$(TEAM)")
        .doesNotContainKey("LAB_TOKEN");
    assertThat(captured.secrets()).containsEntry("LAB_TOKEN", "0123456789");
    assertThat(item(captured, "EXPORTED").reason()).contains("jobs get it, too");
  }

  @Test
  void aVariableThatTheUserUnsetIsNotSent() throws IOException {
    NotebookPods notebook = NotebookPods.of(TEAM, "");
    notebook.variables.put("DATA", "/data/vision");
    PodEnvironment captured = notebook.capture(folder);
    assertThat(sent(captured)).containsEntry("DATA", "/data/vision").doesNotContainKey("TEAM");
    assertThat(item(captured, "TEAM").fate()).isEqualTo(Fate.LEFT_OUT);
    assertThat(item(captured, "TEAM").reason()).contains("unset here");
  }

  @Test
  void aTerminalWithoutThePodsVariablesTakesNoneFromJobs() throws IOException {
    NotebookPods notebook =
        NotebookPods.of(
            TEAM
                + ", \"volumeMounts\": [{\"name\": \"data\", \"mountPath\": \"/data\","
                + " \"subPathExpr\": \"of/$(TEAM)\"}]",
            "\"volumes\": [{\"name\": \"data\", \"hostPath\": {\"path\": \"/srv\"}}]");
    both(notebook, "TEAM", "vision");
    both(notebook, "DATA", "/data/vision");
    notebook.variables.clear();
    notebook.variables.put("USER", "alice");
    PodEnvironment captured = notebook.capture(folder);
    assertThat(sent(captured))
        .containsEntry("TEAM", "vision")
        .containsEntry("DATA", "/data/$(TEAM)")
        .containsEntry("USER", "alice");
    assertThat(item(captured, "TEAM").reason()).contains("this terminal lacks it");
    assertThat(captured.container().objects("volumeMounts").getFirst().text("subPath"))
        .isEqualTo("of/vision");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SHLVL", "_", "PWD", "command"})
  void valuesOfEnvFromAreReadAgainUnlessAScriptStartedTheNotebook(String mark) throws IOException {
    NotebookPods notebook =
        NotebookPods.of(
            "\"command\": [\"tini\", \"lab\"], \"envFrom\": ["
                + "{\"secretRef\": {\"name\": \"keys\"}}]",
            "");
    notebook.first = mark.equals("command") ? "lab" : "tini\0lab";
    both(notebook, "REGION", "eu-1");
    if (!mark.isEmpty() && !mark.equals("command")) {
      Objects.requireNonNull(notebook.atStart).put(mark, "1");
    }
    PodEnvironment captured = notebook.capture(folder);
    assertThat(sent(captured)).containsKey("HOME").doesNotContainKey("REGION");
    if (mark.isEmpty()) {
      assertThat(captured.secrets()).isEmpty();
      assertThat(item(captured, "REGION").source()).isEqualTo("envFrom");
    } else {
      assertThat(captured.secrets()).containsOnly(Map.entry("REGION", "eu-1"));
    }
    assertThat(item(captured, "REGION").value()).isEqualTo("***");
  }

  @Test
  void aPrefixTellsWhatEnvFromCannotGive() throws IOException {
    NotebookPods notebook =
        NotebookPods.of(
            "\"envFrom\": [{\"prefix\": \"S3_\", \"secretRef\": {\"name\": \"keys\"}}]", "");
    both(notebook, "S3_REGION", "eu-1");
    both(notebook, "LEVEL", "info");
    PodEnvironment captured = notebook.capture(folder);
    assertThat(sent(captured)).containsEntry("LEVEL", "info").doesNotContainKey("S3_REGION");
    assertThat(captured.secrets()).isEmpty();
  }

  @Test
  void deviceVariablesOfTheNotebookAreNotSentButTheUsersAre() throws IOException {
    NotebookPods notebook = NotebookPods.of("", "");
    both(notebook, "CUDA_VISIBLE_DEVICES", "MIG-1");
    both(notebook, "ROCR_VISIBLE_DEVICES", "3");
    notebook.variables.put("CUDA_VISIBLE_DEVICES", "");
    Map<String, String> sent = sent(notebook.capture(folder));
    assertThat(sent).containsEntry("CUDA_VISIBLE_DEVICES", "");
    assertThat(sent).doesNotContainKey("ROCR_VISIBLE_DEVICES");
  }

  @Test
  void aReferenceIsSentAsItIsUnlessTheUserHasSomethingElse() throws IOException {
    String from = "\"valueFrom\": {\"secretKeyRef\": {\"name\": \"s3\", \"key\": \"%s\"%s}}}";
    NotebookPods notebook =
        NotebookPods.of(
            "\"env\": [{\"name\": \"A\", "
                + from.formatted("a", "")
                + ", {\"name\": \"B\", "
                + from.formatted("b", "")
                + ", {\"name\": \"C\", "
                + from.formatted("c", ", \"optional\": true")
                + "]",
            "");
    both(notebook, "A", "old");
    both(notebook, "B", "old");
    notebook.variables.put("B", "mine");
    PodEnvironment captured = notebook.capture(folder);
    assertThat(captured.container().objects("env"))
        .filteredOn(variable -> variable.has("valueFrom"))
        .extracting(variable -> variable.text("name"))
        .containsExactly("A", "C");
    assertThat(captured.secrets()).containsOnly(Map.entry("B", "mine"));
  }

  @Test
  void valuesOfAVaultTravelInASecret() throws IOException {
    NotebookPods notebook =
        NotebookPods.of("\"env\": [{\"name\": \"DSN\", \"value\": \"vault:secret/db#dsn\"}]", "");
    notebook.variables.put("DSN", "filled in");
    assertThat(notebook.capture(folder).secrets()).containsOnly(Map.entry("DSN", "filled in"));
  }

  @Test
  void anotherImageHasItsOwnVariables() throws IOException {
    NotebookPods notebook = NotebookPods.of(TEAM, "");
    both(notebook, "TEAM", "vision");
    both(notebook, "DATA", "/data/vision");
    both(notebook, "PATH", "/opt/lab/bin");
    both(notebook, "LAB_TOKEN", "0123456789");
    notebook.variables.put("SEED", "7");
    PodEnvironment captured = notebook.capture(folder);
    PodEnvironment other =
        captured.with(List.of(new SettingOverride("image", "other:1", "--image")));
    assertThat(sent(other)).containsOnlyKeys("TEAM", "DATA", "SEED");
    assertThat(other.secrets()).isEmpty();
    assertThat(item(other, "PATH").fate()).isEqualTo(Fate.LEFT_OUT);
    PodEnvironment same = captured.with(List.of(new SettingOverride("image", "lab:1", "--image")));
    assertThat(sent(same)).containsKey("PATH");
  }

  @Test
  void thePublicKeyOfPythonsImagesNeedsNoSecret() throws IOException {
    NotebookPods notebook = NotebookPods.of("", "");
    both(notebook, "GPG_KEY", "7169605F62C751356D054A26A821E680E5FA6305");
    PodEnvironment captured = notebook.capture(folder);
    assertThat(captured.secrets()).isEmpty();
    assertThat(sent(captured)).doesNotContainKey("GPG_KEY");
  }
}
