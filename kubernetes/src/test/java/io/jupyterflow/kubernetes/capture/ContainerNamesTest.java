package io.jupyterflow.kubernetes.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What names the notebook's container names the job's instead: no pod may name one it doesn't
/// have.
class ContainerNamesTest {

  private static final String FILES =
      """
      {"items": [
        {"path": "labels", "fieldRef": {"fieldPath": "metadata.labels"}},
        {"path": "memory", "resourceFieldRef": {"containerName": "nb", "resource": "limits.memory"}},
        {"path": "proxy", "resourceFieldRef": {"containerName": "proxy", "resource": "limits.cpu"}}]}
      """;

  @TempDir Path folder;

  @Test
  void filesOfTheNotebooksContainerTellOfTheJobs() throws IOException {
    NotebookPods notebook =
        NotebookPods.of(
            """
            "volumeMounts": [{"name": "info", "mountPath": "/info"},
                             {"name": "both", "mountPath": "/both"}]
            """,
            """
            "volumes": [{"name": "info", "downwardAPI": %s},
                        {"name": "both", "projected": {"sources": [
                          {"configMap": {"name": "lab"}}, {"downwardAPI": %s}]}}]
            """
                .formatted(FILES, FILES));
    KubeObject pod = notebook.capture(folder).pod();
    KubeObject info = pod.objects("volumes").get(0).object("downwardAPI");
    KubeObject both = pod.objects("volumes").get(1).objects("projected", "sources").get(1);
    assertThat(both.object("downwardAPI")).isEqualTo(info);
    assertThat(info.objects("items"))
        .extracting(item -> item.text("path") + item.text("resourceFieldRef", "containerName"))
        .containsExactly("labels", "memorymain");
    assertThat(pod.objects("volumes").get(1).objects("projected", "sources").get(0).tree())
        .containsKey("configMap");
  }

  @Test
  void variablesOfTheNotebooksContainerTellOfTheJobs() throws IOException {
    NotebookPods notebook =
        NotebookPods.of(
            """
            "env": [
              {"name": "OWN", "valueFrom": {"resourceFieldRef":
                {"containerName": "nb", "resource": "limits.memory"}}},
              {"name": "PROXY", "valueFrom": {"resourceFieldRef":
                {"containerName": "proxy", "resource": "limits.cpu"}}},
              {"name": "GONE", "valueFrom": {"resourceFieldRef":
                {"containerName": "proxy", "resource": "limits.cpu"}}}]
            """,
            "");
    notebook.variables.put("OWN", "1024");
    notebook.variables.put("PROXY", "2");
    PodEnvironment captured = notebook.capture(folder);
    assertThat(captured.container().objects("env"))
        .filteredOn(variable -> !variable.text("name").equals("HOME"))
        .extracting(variable -> variable.text("name") + "=" + variable.text("value"))
        .containsExactly("OWN=", "PROXY=2");
    assertThat(captured.container().objects("env").getFirst().object("valueFrom"))
        .isEqualTo(KubeObject.parse("{\"resourceFieldRef\": {\"resource\": \"limits.memory\"}}"));
    assertThat(captured.items())
        .anyMatch(item -> item.name().equals("PROXY") && item.reason().contains("proxy here"))
        .anyMatch(item -> item.name().equals("GONE") && item.reason().contains("jobs lack"));
  }
}
