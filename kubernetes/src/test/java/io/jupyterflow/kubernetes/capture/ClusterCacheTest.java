package io.jupyterflow.kubernetes.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.runfolder.PrivateFolders;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.ServiceAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterCacheTest {

  @TempDir Path folder;
  @TempDir Path home;

  @BeforeEach
  void writeAnAuthority() throws IOException {
    Files.writeString(folder.resolve("ca.crt"), "one");
  }

  private ClusterCache memory() {
    return memory("https://10.96.0.1:443");
  }

  private ClusterCache memory(String server) {
    return ClusterCache.in(
        home,
        new ServiceAccount(server, folder.resolve("token"), folder.resolve("ca.crt"), "hub"),
        "argo");
  }

  private Path file() {
    return home.resolve(".jupyterflow/cluster.json");
  }

  private static KubeObject claim(String modes) {
    return KubeObject.parse("{\"status\": {\"accessModes\": " + modes + "}}");
  }

  private ClusterCache noted() {
    ClusterCache memory = memory();
    memory.noteEngine();
    return memory;
  }

  private PodEnvironment captureAndKeep(NotebookPods notebook) throws IOException {
    ClusterCache memory = memory();
    PodEnvironment captured = notebook.capture(folder, memory);
    memory.keep();
    return captured;
  }

  @Test
  void theModesOfAClaimAreAskedForOnceInThePodsLife() throws IOException {
    NotebookPods notebook = NotebookPods.named("z2jh");
    PodEnvironment first = captureAndKeep(notebook);
    assertThat(notebook.api.asked)
        .containsExactly(notebook.podPath(), notebook.claimPath("hub-db-nas"));
    notebook.api.asked.clear();
    PodEnvironment second = captureAndKeep(notebook);
    assertThat(notebook.api.asked).containsExactly(notebook.podPath());
    assertThat(second).isEqualTo(first);
  }

  @Test
  void cachedAnswersCountForJobsLikeFreshOnes() throws IOException {
    NotebookPods notebook = NotebookPods.named("z2jh");
    notebook.api.put(notebook.claimPath("hub-db-nas"), claim("[\"ReadWriteOnce\"]"));
    PodEnvironment asked = captureAndKeep(notebook);
    assertThat(asked.pod().tree().toString()).contains("matchFields");
    notebook.api.put(notebook.claimPath("hub-db-nas"), claim("[\"ReadWriteMany\"]"));
    assertThat(captureAndKeep(notebook)).isEqualTo(asked);
  }

  @Test
  void anotherPodAsksAgain() throws IOException {
    NotebookPods notebook = NotebookPods.named("z2jh");
    captureAndKeep(notebook);
    notebook.pod =
        notebook.pod.with("metadata", notebook.pod.object("metadata").with("uid", "another"));
    notebook.api.asked.clear();
    captureAndKeep(notebook);
    assertThat(notebook.api.asked).contains(notebook.claimPath("hub-db-nas"));
  }

  @Test
  void aClaimThatCanNotBeReadOrIsNotBoundIsAskedForEachTime() throws IOException {
    for (String what : new String[] {"forbidden", "unbound"}) {
      NotebookPods notebook = NotebookPods.named("z2jh");
      String path = notebook.claimPath("hub-db-nas");
      if (what.equals("forbidden")) {
        notebook.api.forbid(path);
      } else {
        notebook.api.put(
            path, KubeObject.parse("{\"spec\": {\"accessModes\": [\"ReadWriteOnce\"]}}"));
      }
      captureAndKeep(notebook);
      captureAndKeep(notebook);
      assertThat(notebook.api.asked).as(what).filteredOn(path::equals).hasSize(2);
    }
  }

  @Test
  void theEngineIsRememberedForThisClusterOnly() throws IOException {
    ClusterCache memory = noted();
    assertThat(memory().hasEngine()).as("not kept yet").isFalse();
    memory.keep();
    assertThat(memory().hasEngine()).isTrue();
    assertThat(memory("https://10.96.0.2:443").hasEngine()).as("another address").isFalse();
    Files.writeString(folder.resolve("ca.crt"), "two");
    assertThat(memory().hasEngine()).as("another authority").isFalse();
  }

  @Test
  void forgottenAnswersAreAskedAgain() {
    ClusterCache memory = noted();
    memory.keep();
    memory.forget();
    assertThat(memory.hasEngine()).isFalse();
    assertThat(memory().hasEngine()).isFalse();
    assertThat(file()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "no JSON",
        "{}",
        "{\"server\": 1, \"authority\": [], \"argo\": true}",
        "{\"argo\": true, \"pod\": {}, \"claims\": []}"
      })
  void aDamagedFileIsAskedAgainAndReplaced(String text) throws IOException {
    PrivateFolders.in(home).makeBase();
    Files.writeString(file(), text);
    assertThat(memory().hasEngine()).isFalse();
    captureAndKeep(NotebookPods.named("z2jh"));
    noted().keep();
    assertThat(memory().hasEngine()).isTrue();
  }

  @Test
  void aHomeThatCanNotBeWrittenCostsTheQuestionsOnly() throws IOException {
    Path blocked = home.resolve(".jupyterflow");
    Files.writeString(blocked, "a file where the folder should be");
    NotebookPods notebook = NotebookPods.named("z2jh");
    captureAndKeep(notebook);
    captureAndKeep(notebook);
    assertThat(notebook.api.asked).filteredOn(notebook.claimPath("hub-db-nas")::equals).hasSize(2);
  }

  @Test
  void nothingIsLeftBesideTheFileAndNothingSecretIsInIt() throws IOException {
    NotebookPods notebook = NotebookPods.named("z2jh");
    notebook.variables.put("API_TOKEN", "hidden-value");
    captureAndKeep(notebook);
    try (var files = Files.list(home.resolve(".jupyterflow"))) {
      assertThat(files).containsExactly(file());
    }
    assertThat(file()).content().doesNotContain("hidden-value").doesNotContain("token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .doesNotContain("x");
  }

  @Test
  void withoutAnAuthorityNothingIsRemembered() throws IOException {
    Files.delete(folder.resolve("ca.crt"));
    noted().keep();
    assertThat(file()).doesNotExist();
  }
}
