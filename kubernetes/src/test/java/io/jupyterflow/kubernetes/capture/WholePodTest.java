package io.jupyterflow.kubernetes.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a pod has for all of its containers.
class WholePodTest {

  @TempDir Path folder;

  @Test
  void missingResourcesOfTheContainerComeFromThePod() throws IOException {
    NotebookPods notebook =
        NotebookPods.of(
            "\"resources\": {\"requests\": {\"cpu\": \"100m\"}}",
            """
            "resources": {"requests": {"cpu": "2", "memory": "1Gi"}, "limits": {"memory": "4Gi"}}
            """);
    PodEnvironment captured = notebook.capture(folder);
    KubeObject resources = captured.container().object("resources");
    assertThat(resources.object("requests").tree())
        .isEqualTo(Map.of("cpu", "100m", "memory", "1Gi"));
    assertThat(resources.object("limits").tree()).isEqualTo(Map.of("memory", "4Gi"));
    assertThat(captured.items())
        .filteredOn(item -> item.kind().equals("resource"))
        .extracting(item -> item.name() + " " + item.value() + " " + item.fate().text())
        .containsExactly(
            "cpu request 100m carried", "memory request 1Gi changed", "memory limit 4Gi changed");
  }

  @Test
  void settingsThatShareTheMachineAreLeftOut() throws IOException {
    NotebookPods notebook =
        NotebookPods.of("", "\"hostIPC\": true, \"hostPID\": true, \"hostNetwork\": false");
    PodEnvironment captured = notebook.capture(folder);
    assertThat(captured.patch().tree()).isEmpty();
    assertThat(captured.items())
        .filteredOn(item -> item.name().startsWith("host"))
        .allMatch(item -> item.fate() == Fate.LEFT_OUT && !item.reason().isEmpty())
        .extracting(CapturedItem::name)
        .containsExactly("hostIPC", "hostPID");
  }
}
