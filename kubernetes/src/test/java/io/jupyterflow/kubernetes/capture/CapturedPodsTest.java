package io.jupyterflow.kubernetes.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of whole pods, as their spawners make them, beside what was agreed on. With
/// `-Dgolden=write` the files are written anew: read the difference before you keep it.
class CapturedPodsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"z2jh", "kubespawner", "kubeflow", "sidecars"})
  void everyItemOfAPodHasTheFateThatWasAgreedOn(String name) throws IOException {
    NotebookPods notebook = NotebookPods.named(name);
    holds(name, notebook.capture(folder));
    // one call for the pod and one for each claim: they are on the way of every run
    assertThat(notebook.api.asked)
        .doesNotHaveDuplicates()
        .allMatch(
            path -> path.equals(notebook.podPath()) || path.contains("/persistentvolumeclaims/"));
  }

  @ParameterizedTest
  @ValueSource(strings = "hostname")
  void aTokenThatNamesNoPodLeavesTheNameOfTheHost(String name) throws IOException {
    NotebookPods notebook = NotebookPods.named(name);
    notebook.tokenNamesPod = false;
    notebook.api.put(
        "/api/v1/namespaces/lab/pods",
        KubeObject.EMPTY.with("items", List.of(notebook.pod.tree())));
    holds(name, notebook.capture(folder));
  }

  private static void holds(String name, PodEnvironment captured) throws IOException {
    String text = JsonText.pretty(tree(captured));
    Path agreed = NotebookPods.FOLDER.resolve(name).resolve("captured.json");
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(agreed, text);
    }
    assertThat(text).isEqualTo(Files.readString(agreed));
  }

  private static Map<String, @Nullable Object> tree(PodEnvironment captured) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("namespace", captured.namespace());
    tree.put("user", captured.user());
    tree.put("serviceAccount", captured.serviceAccount());
    tree.put("home", captured.home());
    tree.put("secrets", List.copyOf(new TreeSet<>(captured.secrets().keySet())));
    tree.put("container", captured.container().tree());
    tree.put("pod", captured.pod().tree());
    tree.put("patch", captured.patch().tree());
    List<Object> items = new ArrayList<>();
    for (CapturedItem item : captured.items()) {
      items.add(
          item.fate().text()
              + ": "
              + item.kind()
              + " "
              + item.name()
              + " = "
              + item.value()
              + " | "
              + item.source()
              + " | "
              + item.reason());
    }
    tree.put("items", items);
    return tree;
  }
}
