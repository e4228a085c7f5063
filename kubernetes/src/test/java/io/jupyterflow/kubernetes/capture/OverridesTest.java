package io.jupyterflow.kubernetes.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.SettingOverride;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.settings.SettingsFiles;
import io.jupyterflow.core.settings.SettingsLayer;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {

  @TempDir Path folder;

  @Test
  void everyKeyOfASettingsFileIsPutOverWhatWasCaptured() throws IOException {
    Files.writeString(
        folder.resolve(".jupyterflow.yaml"),
        """
        spec:
          image: other:1
          imagePullPolicy: Always
          imagePullSecrets: [{name: mine}]
          env:
          - {name: TEAM, value: "it costs $5"}
          - {name: API_TOKEN, value: s3cr3t}
          - name: FROM
            valueFrom: {secretKeyRef: {name: s, key: k}}
          env_from: [{configMapRef: {name: a}}]
          envFrom: [{secretRef: {name: b}}]
          resources: {requests: {memory: 8Gi}, limits: {cpu: 4}}
          nodeSelector: {pool: cpu}
          runAsUser: 2000
          runAsGroup: 3000
          serviceAccountName: mine
          volumes: [{name: extra, emptyDir: {}}]
          volumeMounts: [{name: extra, mountPath: /extra}, {name: extra, mountPath: /data}]
          tolerations: [{key: gpu, operator: Exists}]
          namespace: elsewhere
        """);
    Environment captured =
        EnvironmentBuilder.in("/w").engine(NotebookPods.named("z2jh").capture(folder)).build();
    Environment set =
        SettingsFiles.read(folder.resolve("none"), Map.of(), folder, List.of("auto"))
            .settings(SettingsLayer.EMPTY)
            .appliedTo(captured);
    PodEnvironment changed = (PodEnvironment) set.engine();
    KubeObject container = changed.container();
    KubeObject pod = changed.pod();
    assertThat(container.text("image")).isEqualTo("other:1");
    assertThat(container.text("imagePullPolicy")).isEqualTo("Always");
    assertThat(pod.objects("imagePullSecrets"))
        .extracting(s -> s.text("name"))
        .containsExactly("mine");
    assertThat(container.objects("env"))
        .filteredOn(e -> e.text("name").equals("TEAM"))
        .extracting(e -> e.text("value"))
        .containsExactly("it costs $$5");
    assertThat(changed.secrets()).containsEntry("API_TOKEN", "s3cr3t");
    assertThat(container.objects("env").getLast().text("valueFrom", "secretKeyRef", "key"))
        .isEqualTo("k");
    assertThat(container.objects("envFrom")).hasSize(2);
    assertThat(container.text("resources", "requests", "memory")).isEqualTo("8Gi");
    assertThat(container.text("resources", "requests", "cpu")).isEqualTo("500m");
    assertThat(container.text("resources", "limits", "cpu")).isEqualTo("4");
    assertThat(pod.texts("nodeSelector")).containsOnly(Map.entry("pool", "cpu"));
    assertThat(pod.number("securityContext", "runAsUser")).isEqualTo(2000);
    assertThat(pod.number("securityContext", "runAsGroup")).isEqualTo(3000);
    assertThat(pod.number("securityContext", "fsGroup")).isEqualTo(100);
    assertThat(changed.serviceAccount()).isEqualTo("mine");
    assertThat(pod.objects("volumes")).hasSize(4);
    assertThat(container.objects("volumeMounts"))
        .extracting(m -> m.text("name") + m.text("mountPath"))
        .containsExactly("home/home/jovyan", "shm/dev/shm", "extra/extra", "extra/data");
    assertThat(pod.objects("tolerations")).hasSize(3);
    assertThat(changed.namespace()).isEqualTo("elsewhere");
    assertThat(changed.items())
        .filteredOn(item -> item.source().contains(".jupyterflow.yaml:"))
        .allMatch(item -> item.fate() == CapturedItem.Fate.CHANGED)
        .noneMatch(item -> item.value().contains("s3cr3t"))
        .extracting(CapturedItem::name)
        .contains(
            "image",
            "imagePullPolicy",
            "imagePullSecrets",
            "TEAM",
            "API_TOKEN",
            "FROM",
            "env_from",
            "envFrom",
            "resources",
            "nodeSelector",
            "runAsUser",
            "runAsGroup",
            "serviceAccountName",
            "volumes",
            "volumeMounts",
            "tolerations",
            "namespace");
  }

  @Test
  void aReplacedItemIsShownOnce() throws IOException {
    PodEnvironment changed =
        NotebookPods.named("z2jh")
            .capture(folder)
            .with(List.of(new SettingOverride("image", "new:1", "--image")));
    assertThat(changed.items())
        .filteredOn(item -> item.kind().equals("image") && item.name().equals("image"))
        .containsExactly(
            new CapturedItem(
                "image", "image", "new:1", CapturedItem.Fate.CHANGED, "--image", "set there"));
  }

  @Test
  void outsideAClusterTheImageMustBeNamed() {
    NotebookProcess process =
        new NotebookProcess(Map.of("USER", "Alice B."), Path.of("/w"), 1000, 1000, null, "", "");
    Environment outside = Capture.outside(process, "default", NotebookPods.HELPERS);
    assertThatThrownBy(() -> outside.engine().with(List.of()))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("--image IMAGE");
    PodEnvironment named =
        (PodEnvironment)
            outside
                .engine()
                .with(
                    List.of(
                        new SettingOverride("image", "a:1", "--image"),
                        new SettingOverride("namespace", "team", "--namespace")));
    assertThat(named.container().text("image")).isEqualTo("a:1");
    assertThat(named.namespace()).isEqualTo("team");
    assertThat(named.user()).startsWith("Alice-B-");
  }

  @ParameterizedTest
  @CsvSource({"namespace, No Where", "namespace, ''", "namespace, ../x", "image, a b", "image, ''"})
  void anInvalidNameIsReportedWithItsPlace(String key, String name) throws IOException {
    PodEnvironment captured = NotebookPods.named("z2jh").capture(folder);
    assertThatThrownBy(() -> captured.with(List.of(new SettingOverride(key, name, "--" + key))))
        .isInstanceOf(JupyterFlowException.Usage.class)
        .asString()
        .contains("--" + key)
        .contains("'" + name + "'");
  }
}
