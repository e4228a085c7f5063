package io.jupyterflow.kubernetes.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ReadWriteMany, false",
    "ReadWriteOnce ReadWriteMany, false",
    "ReadWriteOnce, true",
    "ReadOnlyMany, true",
    "'', true"
  })
  void jobsGoToTheNotebooksNodeExactlyWhereTheirVolumeIsOnlyThere(String modes, boolean isPinned)
      throws IOException {
    NotebookPods notebook = NotebookPods.named("kubespawner");
    List<String> all = modes.isEmpty() ? List.of() : List.of(modes.split(" "));
    KubeObject claim =
        new KubeObject(Map.of("status", Map.of("accessModes", all), "spec", Map.of()));
    notebook.api.put(notebook.claimPath("claim-bob"), claim);
    assertThat(terms(notebook.capture(folder)))
        .hasSize(2)
        .allMatch(
            term -> JsonText.line(term.tree()).contains("\"values\":[\"node-2\"]") == isPinned);
  }

  @Test
  void nodeTermsKeepWhatTheyAskedForBesidesTheNode() throws IOException {
    PodEnvironment captured = NotebookPods.named("kubespawner").capture(folder);
    List<KubeObject> terms = terms(captured);
    assertThat(terms.get(0).objects("matchExpressions")).hasSize(1);
    assertThat(terms.get(1).objects("matchFields"))
        .extracting(field -> field.text("operator"))
        .containsExactly("NotIn", "In");
    assertThat(terms(captured.unbound()).get(1).objects("matchFields"))
        .as("without the node")
        .extracting(field -> field.text("operator"))
        .containsExactly("NotIn");
    NodeBinding binding = Objects.requireNonNull(captured.binding());
    assertThat(binding.volume()).isEqualTo("claim-bob");
    assertThat(binding.notebook()).containsKey("hub.jupyter.org/username");
  }

  @Test
  void aVolumeForOnePodAloneIsRefusedWithTheReason() throws IOException {
    NotebookPods notebook = NotebookPods.named("kubespawner");
    notebook.api.put(
        notebook.claimPath("claim-bob"),
        KubeObject.parse("{\"status\": {\"accessModes\": [\"ReadWriteOncePod\"]}}"));
    assertThatThrownBy(() -> notebook.capture(folder))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("claim-bob is ReadWriteOncePod");
  }

  @Test
  void aClaimThatTwoMountsNameIsAskedForOnce() throws IOException {
    NotebookPods notebook = NotebookPods.named("z2jh");
    KubeObject container = notebook.pod.objects("spec", "containers").getFirst();
    List<Object> mounts = new ArrayList<>();
    container.objects("volumeMounts").forEach(mount -> mounts.add(mount.tree()));
    mounts.add(Map.of("name", "home", "mountPath", "/shared", "subPath", "shared"));
    replace(notebook, container.with("volumeMounts", mounts));
    notebook.capture(folder);
    assertThat(notebook.api.asked)
        .containsExactly(notebook.podPath(), notebook.claimPath("hub-db-nas"));
  }

  @Test
  void theContainerIsTheOneTheKubeletsMountNames() throws IOException {
    NotebookPods notebook = NotebookPods.named("sidecars");
    notebook.container = "git-sync";
    assertThat(notebook.capture(folder).container().text("image")).isEqualTo("git-sync:4");
  }

  @Test
  void theContainerIsTheOneWhoseIdTheKernelKnows() throws IOException {
    NotebookPods notebook = NotebookPods.named("sidecars");
    notebook.variables.put("ROLE", "neither");
    notebook.pod =
        notebook.pod.with(
            "status",
            KubeObject.parse(
                "{\"containerStatuses\": [{\"name\": \"lab\", \"containerID\":"
                    + " \"containerd://ab12\"}]}"));
    notebook.marks = "0::/kubepods/besteffort/pod1/ab12\n";
    assertThat(notebook.capture(folder).container().text("image")).isEqualTo("lab:1");
  }

  @Test
  void theContainerIsTheOneThatIsNamed() throws IOException {
    NotebookPods notebook = NotebookPods.named("kubeflow");
    notebook.variables.put("JUPYTERFLOW_CONTAINER", "istio-proxy");
    assertThat(notebook.capture(folder).container().text("image")).contains("istio");
    notebook.variables.put("JUPYTERFLOW_CONTAINER", "other");
    assertThatThrownBy(() -> notebook.capture(folder))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("'other', which is not one of them");
  }

  @Test
  void twoContainersThatMayBeItAreNamedWithTheWayToChoose() throws IOException {
    NotebookPods notebook = NotebookPods.named("sidecars");
    notebook.variables.put("ROLE", "neither");
    assertThatThrownBy(() -> notebook.capture(folder))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("istio-proxy, vault-agent, git-sync, lab")
        .contains("export JUPYTERFLOW_CONTAINER=");
  }

  @ParameterizedTest
  @CsvSource({
    // pod, container, process, job
    "'', '', 1000, 1000",
    "'', 1000, 1000, 1000",
    "1001, '', 1000, 1001",
    "0, 1000, 1000, 1000",
    "0, '', 1000, 1000",
    "0, '', 0, 0",
    "1000, '', 0, 1000",
    "1000, 0, 1000, 1000"
  })
  void jobsRunAsTheNotebookDoes(String ofPod, String ofContainer, long ofProcess, long ofJob)
      throws IOException {
    NotebookPods notebook = NotebookPods.named("hostname");
    KubeObject container = notebook.pod.objects("spec", "containers").getFirst();
    if (!ofContainer.isEmpty()) {
      container =
          container.with("securityContext", Map.of("runAsUser", Integer.parseInt(ofContainer)));
    }
    replace(notebook, container);
    if (!ofPod.isEmpty()) {
      Map<String, Object> context = Map.of("runAsUser", Integer.parseInt(ofPod));
      notebook.pod =
          notebook.pod.with("spec", notebook.pod.object("spec").with("securityContext", context));
    }
    notebook.uid = ofProcess;
    PodEnvironment captured = notebook.capture(folder);
    assertThat(captured.pod().number("securityContext", "runAsUser")).isEqualTo(ofJob);
    assertThat(captured.container().has("securityContext", "runAsUser")).isFalse();
  }

  @Test
  void withoutAVolumeUnderTheHomeThereIsNone() throws IOException {
    NotebookPods notebook = NotebookPods.named("z2jh");
    notebook.variables.put("HOME", "/dev/shm/me");
    assertThat(notebook.capture(folder).home()).isNull();
    notebook.variables.put("HOME", "/data/me");
    assertThat(notebook.capture(folder).home()).isNull();
    notebook.variables.put("HOME", "/home/jovyanish");
    assertThat(notebook.capture(folder).home()).isNull();
  }

  @Test
  void noTokenOfTheHubIsInAnythingThatIsCaptured() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      NotebookPods notebook = NotebookPods.named("z2jh");
      String token = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
      String named = random.nextBoolean() ? "JUPYTERHUB_API_TOKEN" : "JPY_API_TOKEN";
      List<Object> env = new ArrayList<>();
      KubeObject container = notebook.pod.objects("spec", "containers").getFirst();
      for (KubeObject each : container.objects("env")) {
        if (!each.text("name").equals(named)) {
          env.add(each.tree());
        }
      }
      env.add(random.nextInt(env.size()), variable(named, token));
      for (String name : List.of("HUB_COPY", "MY_SECRET", "PLAIN")) {
        String prefix = random.nextBoolean() ? "" : "Bearer ";
        String value = random.nextBoolean() ? token : "$(" + named + ")";
        switch (random.nextInt(3)) {
          case 0 -> env.add(random.nextInt(env.size()), variable(name, prefix + value));
          case 1 -> notebook.variables.put(name, prefix + token);
          default -> {
            env.add(variable(name, "other"));
            notebook.variables.put(name, prefix + token);
          }
        }
      }
      notebook.variables.put(named, token);
      replace(notebook, container.with("env", env));
      PodEnvironment captured = notebook.capture(folder);
      assertThat(everything(captured)).as("seed %d round %d", seed, round).doesNotContain(token);
    }
  }

  @Test
  void theValueOfASecretIsInNothingThatIsPrintedOrSentInTheOpen() throws IOException {
    PodEnvironment captured = NotebookPods.named("z2jh").capture(folder);
    assertThat(captured.secrets())
        .containsEntry("DB_PASSWORD", "hunter2hunter2")
        .containsEntry("DB_URL", "postgres://app:hunter2hunter2@db/app");
    assertThat(open(captured)).doesNotContain("hunter2", "0123456789");
    assertThat(captured.toString()).doesNotContain("hunter2");
  }

  @Test
  void valuesThatMayComeFromAReferenceAreSentAsSecrets() throws IOException {
    NotebookPods notebook = NotebookPods.named("kubeflow");
    PodEnvironment captured = notebook.capture(folder);
    assertThat(open(captured)).doesNotContain("from-a-secret").doesNotContain("abcdefghijkl");
  }

  private static List<KubeObject> terms(PodEnvironment captured) {
    return captured
        .pod()
        .objects(
            "affinity",
            "nodeAffinity",
            "requiredDuringSchedulingIgnoredDuringExecution",
            "nodeSelectorTerms");
  }

  private static void replace(NotebookPods notebook, KubeObject container) {
    notebook.pod =
        notebook.pod.with(
            "spec", notebook.pod.object("spec").with("containers", List.of(container.tree())));
  }

  private static Map<String, @Nullable Object> variable(String name, String value) {
    Map<String, @Nullable Object> variable = new LinkedHashMap<>();
    variable.put("name", name);
    variable.put("value", value);
    return variable;
  }

  private static String everything(PodEnvironment captured) {
    return open(captured) + captured.secrets();
  }

  private static String open(PodEnvironment captured) {
    StringBuilder all = new StringBuilder();
    all.append(JsonText.line(captured.container().tree()))
        .append(JsonText.line(captured.pod().tree()))
        .append(JsonText.line(captured.patch().tree()));
    for (CapturedItem item : captured.items()) {
      all.append(item);
    }
    return all.toString();
  }
}
