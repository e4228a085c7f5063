package io.jupyterflow.kubernetes.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.core.environment.SettingOverride;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that the notebook may read by a group of its process is a job's to read.
class SupplementalGroupsTest {

  private static final String CONTEXT =
      "\"securityContext\": {\"runAsUser\": 1000, \"runAsGroup\": 100, \"fsGroup\": 200,"
          + " \"supplementalGroups\": [300]}";

  @TempDir Path folder;
  private final NotebookPods notebook = NotebookPods.of("", CONTEXT);

  private static Object groups(PodEnvironment captured) {
    return captured.pod().value("securityContext", "supplementalGroups").orElse("none");
  }

  private static List<CapturedItem> items(PodEnvironment captured, String name) {
    return captured.items().stream().filter(item -> item.name().equals(name)).toList();
  }

  @Test
  void groupsOfThePodChangeNothing() throws IOException {
    notebook.groups = List.of(100L, 200L, 300L);
    PodEnvironment captured = notebook.capture(folder);
    assertThat(groups(captured)).hasToString("[300]");
    assertThat(items(captured, "supplementalGroups"))
        .singleElement()
        .extracting(CapturedItem::fate)
        .isEqualTo(Fate.CARRIED);
  }

  @Test
  void groupsOfTheProcessComeBesideThePods() throws IOException {
    notebook.groups = List.of(100L, 200L, 300L, 5000L, 0L);
    notebook.gid = 6000; // newgrp
    PodEnvironment captured = notebook.capture(folder);
    assertThat(groups(captured)).hasToString("[300, 5000, 6000]");
    assertThat(items(captured, "supplementalGroups"))
        .singleElement()
        .satisfies(item -> {
          assertThat(item.fate()).isEqualTo(Fate.CHANGED);
          assertThat(item.reason()).isEqualTo("the process is in 5000, 6000, too");
        });
    assertThat(items(captured, "group"))
        .singleElement()
        .satisfies(item -> assertThat(item.reason()).startsWith("the root group"));
    assertThat(
            groups(
                captured.with(
                    List.of(new SettingOverride("supplementalGroups", List.of(), "file")))))
        .hasToString("[]");
  }

  @Test
  void anotherUsersGroupsAreNotThoseOfJobs() throws IOException {
    notebook.uid = 1001;
    notebook.groups = List.of(5000L);
    PodEnvironment captured = notebook.capture(folder);
    assertThat(groups(captured)).hasToString("[300]");
    assertThat(items(captured, "group").getFirst().reason())
        .isEqualTo("jobs run as 1000, and this process as 1001");
  }

  @Test
  void rootNeedsNone() throws IOException {
    notebook.uid = 0;
    notebook.groups = List.of(0L, 5000L);
    assertThat(items(notebook.capture(folder), "group")).isEmpty();
  }
}
