package io.jupyterflow.kubernetes.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the engine's own containers get of the notebook's.
class HelperContainersTest {

  private static final String ALL =
      """
      {"requests": {"cpu": "1", "memory": "1Gi"}, "limits": {"cpu": "2", "memory": "2Gi"}}
      """;

  private static String wait(String container, String ranger) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    KubeObject annotations = KubeObject.EMPTY.with("kubernetes.io/limit-ranger", ranger);
    KubeObject pod =
        KubeObject.EMPTY.with("metadata", KubeObject.EMPTY.with("annotations", annotations));
    NotebookPods.HELPERS.keep(
        pod, KubeObject.parse(container).with("name", "nb"), patch, new CaptureReport());
    KubeObject kept = KubeObject.EMPTY.with("patch", patch).object("patch");
    if (patch.isEmpty()) {
      return "";
    }
    KubeObject init = kept.objects("initContainers").getFirst();
    KubeObject wait = kept.objects("containers").getFirst();
    assertThat(init.text("name")).isEqualTo("init");
    assertThat(wait.text("name")).isEqualTo("wait");
    assertThat(init.with("name", null)).isEqualTo(wait.with("name", null));
    return JsonText.line(wait.with("name", null).tree());
  }

  @Test
  void aNotebookAsHubsMakeItChangesNothing() {
    assertThat(wait("{\"securityContext\": {\"allowPrivilegeEscalation\": false}}", "")).isEmpty();
    assertThat(wait("{\"resources\": {\"limits\": {\"memory\": \"2Gi\"}}}", "")).isEmpty();
    assertThat(wait("{}", "")).isEmpty();
  }

  @Test
  void helperContainersKeepTheRestrictionsOfTheNotebook() {
    assertThat(
            wait(
                """
                {"securityContext": {"allowPrivilegeEscalation": false, "runAsNonRoot": true,
                  "runAsUser": 1000, "privileged": false, "readOnlyRootFilesystem": true,
                  "seccompProfile": {"type": "RuntimeDefault"},
                  "capabilities": {"drop": ["ALL"], "add": ["NET_BIND_SERVICE"]}}}
                """,
                ""))
        .isEqualTo(
            "{\"securityContext\":{\"allowPrivilegeEscalation\":false,\"runAsNonRoot\":true,"
                + "\"readOnlyRootFilesystem\":true,\"seccompProfile\":{\"type\":\"RuntimeDefault\"},"
                + "\"capabilities\":{\"drop\":[\"ALL\"]}}}");
  }

  @Test
  void resourcesAreSmallAndOfTheKindsThatAreStated() {
    assertThat(wait("{\"resources\": " + ALL + "}", ""))
        .isEqualTo(
            "{\"resources\":{\"requests\":{\"cpu\":\"100m\",\"memory\":\"64Mi\"},"
                + "\"limits\":{\"cpu\":\"200m\",\"memory\":\"256Mi\"}}}");
    assertThat(
            wait(
                "{\"resources\": {\"requests\": {\"cpu\": \"1\", \"memory\": \"1Gi\"},"
                    + " \"limits\": {\"memory\": \"2Gi\", \"nvidia.com/gpu\": 1}}}",
                ""))
        .isEqualTo(
            "{\"resources\":{\"requests\":{\"cpu\":\"100m\",\"memory\":\"64Mi\"},"
                + "\"limits\":{\"memory\":\"256Mi\"}}}");
  }

  @Test
  void theyAreNoMoreThanTheNotebooks() {
    assertThat(
            wait("{\"resources\": {\"limits\": {\"cpu\": \"100m\", \"memory\": \"128Mi\"}}}", ""))
        .isEqualTo("{\"resources\":{\"limits\":{\"cpu\":\"100m\",\"memory\":\"128Mi\"}}}");
  }

  @Test
  void theyAreGuaranteedWhereTheNotebooksAre() {
    String same = "{\"cpu\": \"1\", \"memory\": \"1Gi\"}";
    assertThat(wait("{\"resources\": {\"requests\": " + same + ", \"limits\": " + same + "}}", ""))
        .isEqualTo(
            "{\"resources\":{\"requests\":{\"cpu\":\"200m\",\"memory\":\"256Mi\"},"
                + "\"limits\":{\"cpu\":\"200m\",\"memory\":\"256Mi\"}}}");
  }

  @Test
  void helperContainersGetTheDefaultsOfALimitRange() {
    String both =
        "LimitRanger plugin set: cpu, memory request for container nb; cpu, memory limit for"
            + " container nb; cpu limit for container other";
    assertThat(wait("{\"resources\": " + ALL + "}", both)).isEmpty();
    assertThat(
            wait(
                "{\"resources\": " + ALL + "}",
                "LimitRanger plugin set: cpu limit for container nb; memory limit for container"
                    + " nb-2"))
        .isEqualTo(
            "{\"resources\":{\"requests\":{\"cpu\":\"100m\",\"memory\":\"64Mi\"},"
                + "\"limits\":{\"memory\":\"256Mi\"}}}");
  }

  @Test
  void helperContainersGetWhatSettingsAdd() {
    KubeObject none = KubeObject.EMPTY;
    KubeObject all = KubeObject.parse(ALL);
    KubeObject memory = KubeObject.parse("{\"limits\": {\"memory\": \"2Gi\"}}");

    assertThat(NotebookPods.HELPERS.with(none, none, memory)).isEqualTo(none);
    KubeObject patch = NotebookPods.HELPERS.with(none.with("hostUsers", false), memory, all);
    assertThat(JsonText.line(patch.objects("containers").getFirst().object("resources").tree()))
        .isEqualTo(
            "{\"requests\":{\"cpu\":\"100m\",\"memory\":\"64Mi\"},\"limits\":{\"cpu\":\"200m\"}}");
    assertThat(patch.has("hostUsers")).isTrue();
    KubeObject again = NotebookPods.HELPERS.with(patch, none, all);
    assertThat(again.objects("initContainers").getFirst().text("name")).isEqualTo("init");
    assertThat(again.objects("containers").getFirst().text("name")).isEqualTo("wait");
    assertThat(NotebookPods.HELPERS.with(patch, all, all)).isEqualTo(patch);
  }
}
