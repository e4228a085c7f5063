package io.jupyterflow.argo.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.SettingOverride;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.kubernetes.capture.NotebookPods;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs have the labels and annotations that volumes and identity go by, and no others.
class MetadataTest extends WrittenPlans {

  @TempDir Path folder;
  private final NotebookPods notebook =
      NotebookPods.of(
          "\"volumeMounts\": [{\"name\": \"vault-secrets\", \"mountPath\": \"/vault/secrets\"}]",
          "\"volumes\": [{\"name\": \"vault-secrets\", \"emptyDir\": {}}]");
  private final Map<String, Object> labels = new LinkedHashMap<>();
  private final Map<String, Object> annotations = new LinkedHashMap<>();

  private PodEnvironment capture() throws IOException {
    KubeObject metadata =
        notebook.pod.object("metadata").with("labels", labels).with("annotations", annotations);
    notebook.pod = notebook.pod.with("metadata", metadata);
    return notebook.capture(folder);
  }

  private static CapturedItem item(PodEnvironment captured, String name) {
    return captured.items().stream()
        .filter(item -> item.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static KubeObject sent(PodEnvironment captured) {
    Environment environment = EnvironmentBuilder.in("/home/jovyan").engine(captured).build();
    return new KubeObject(
            new LinkedHashMap<>(
                WorkflowCompiler.render(
                        plan(exec("a", List.of("true"))), environment, SubmitOptions.DEFAULT)
                    .getFirst()))
        .object("spec", "podMetadata");
  }

  @Test
  void metadataForVolumesAndIdentityIsCarried() throws IOException {
    annotations.put("gke-gcsfuse/volumes", "true");
    annotations.put("gke-gcsfuse/memory-limit", "1Gi");
    annotations.put("iam.amazonaws.com/role", "lab-reader");
    annotations.put("azure.workload.identity/skip-containers", "proxy");
    labels.put("azure.workload.identity/use", "true");
    labels.put("istio.io/dataplane-mode", "ambient");
    PodEnvironment captured = capture();
    assertThat(sent(captured).object("annotations").tree())
        .containsEntry("gke-gcsfuse/volumes", "true")
        .containsEntry("gke-gcsfuse/memory-limit", "1Gi")
        .containsEntry("iam.amazonaws.com/role", "lab-reader")
        .containsEntry("azure.workload.identity/skip-containers", "proxy")
        .containsEntry("sidecar.istio.io/inject", "false");
    assertThat(sent(captured).object("labels").tree())
        .containsEntry("azure.workload.identity/use", "true")
        .containsEntry("istio.io/dataplane-mode", "ambient")
        .containsEntry("app.kubernetes.io/managed-by", "jupyterflow");
    assertThat(item(captured, "gke-gcsfuse/volumes").fate()).isEqualTo(Fate.CARRIED);
    assertThat(item(captured, "gke-gcsfuse/volumes").reason()).contains("a volume's driver");
  }

  @Test
  void metadataThatSelectsNotebooksOrAddsSidecarsIsLeftOut() throws IOException {
    labels.put("notebook-name", "nb");
    labels.put("hub.jupyter.org/username", "alice");
    labels.put("component", "singleuser-server");
    labels.put("sidecar.istio.io/inject", "true");
    annotations.put("traffic.sidecar.istio.io/excludeOutboundPorts", "443");
    annotations.put("linkerd.io/inject", "enabled");
    annotations.put("azure.workload.identity/inject-proxy-sidecar", "true");
    annotations.put("example.com/note", "mine");
    annotations.put("notistio.io/x", "mine");
    PodEnvironment captured = capture();
    assertThat(sent(captured).object("labels").tree())
        .containsOnlyKeys("app.kubernetes.io/managed-by", "sidecar.istio.io/inject")
        .containsEntry("sidecar.istio.io/inject", "false");
    assertThat(sent(captured).object("annotations").tree())
        .containsOnlyKeys("sidecar.istio.io/inject", "linkerd.io/inject")
        .containsEntry("linkerd.io/inject", "disabled");
    assertThat(item(captured, "labels").value())
        .isEqualTo("notebook-name hub.jupyter.org/username component");
    assertThat(item(captured, "annotations").value()).isEqualTo("example.com/note notistio.io/x");
    assertThat(item(captured, "sidecar.istio.io/inject").fate()).isEqualTo(Fate.LEFT_OUT);
    assertThat(item(captured, "linkerd.io/inject").fate()).isEqualTo(Fate.CHANGED);
  }

  @Test
  void aVaultsAgentFillsInAJobsSecretsBeforeItBegins() throws IOException {
    annotations.put("vault.hashicorp.com/agent-inject", "true");
    annotations.put("vault.hashicorp.com/agent-inject-status", "injected");
    annotations.put("vault.hashicorp.com/agent-inject-containers", "nb, other");
    annotations.put("vault.hashicorp.com/agent-inject-secret-db", "secret/data/db");
    String template = "{{ with secret \"db\" }}password={{ .Data.password }}{{ end }}";
    annotations.put("vault.hashicorp.com/agent-inject-template-db", template);
    notebook.variables.put("DB_FILE", "/vault/secrets/db");
    PodEnvironment captured = capture();
    assertThat(sent(captured).object("annotations").tree())
        .containsEntry("vault.hashicorp.com/agent-pre-populate-only", "true")
        .containsEntry("vault.hashicorp.com/agent-inject-containers", "main,other")
        .containsEntry("vault.hashicorp.com/agent-inject-secret-db", "secret/data/db")
        .containsEntry("vault.hashicorp.com/agent-inject-template-db", template)
        .doesNotContainKey("vault.hashicorp.com/agent-inject-status");
    assertThat(item(captured, "vault-secrets").reason()).contains("one of their own");
    assertThat(item(captured, "DB_FILE").fate()).isEqualTo(Fate.CARRIED);
  }

  @Test
  void aSecretIsNotCarried() throws IOException {
    annotations.put(
        "vault.hashicorp.com/agent-configmap", "ghp_0123456789abcdefghijABCDEFGHIJ012345");
    PodEnvironment captured = capture();
    assertThat(sent(captured).object("annotations").tree())
        .containsOnlyKeys("sidecar.istio.io/inject");
    CapturedItem item = item(captured, "vault.hashicorp.com/agent-configmap");
    assertThat(item.fate()).isEqualTo(Fate.LEFT_OUT);
    assertThat(item.value()).isEqualTo("***");
  }

  @Test
  void settingsPutTheirsOverAll() throws IOException {
    annotations.put("gke-gcsfuse/volumes", "true");
    PodEnvironment changed =
        capture()
            .with(
                List.of(
                    new SettingOverride("annotations.gke-gcsfuse/volumes", "false", "file:1:2"),
                    new SettingOverride("annotations.sidecar.istio.io/inject", "true", "file:1:2"),
                    new SettingOverride("labels.kueue.x-k8s.io/queue-name", "gpu", "file:1:2")));
    assertThat(sent(changed).object("annotations").tree())
        .containsEntry("gke-gcsfuse/volumes", "false")
        .containsEntry("sidecar.istio.io/inject", "true");
    assertThat(sent(changed).object("labels").tree())
        .containsEntry("kueue.x-k8s.io/queue-name", "gpu");
    assertThat(item(changed, "gke-gcsfuse/volumes").fate()).isEqualTo(Fate.CHANGED);
    assertThat(item(changed, "kueue.x-k8s.io/queue-name").source()).isEqualTo("file:1:2");
  }
}
