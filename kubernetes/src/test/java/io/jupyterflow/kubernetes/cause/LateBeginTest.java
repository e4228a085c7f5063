package io.jupyterflow.kubernetes.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.diagnosis.Cause;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LateBeginTest {

  private static final String SAID = "did not begin within its timeout of 20 s";

  private static KubeObject event(String reason, String message) {
    return new KubeObject(Map.of("reason", reason, "message", message));
  }

  private static Cause cause(KubeObject... events) {
    return LateBegin.cause(SAID, KubeObject.EMPTY, List.of(events));
  }

  @Test
  void anImageThatCanNotBeFetchedIsNamed() {
    Cause cause =
        cause(
            event("Pulling", "Pulling image \"nobody/x:1\""),
            event("Failed", "Failed to pull image \"nobody/x:1\": not found"),
            event("Failed", "Error: ErrImagePull"));

    assertThat(cause.what()).isEqualTo(SAID + ": its image nobody/x:1 can't be fetched");
    assertThat(cause.fix().toString()).contains("Check the spelling").doesNotContain("--timeout");
  }

  @Test
  void anImageThatWasTooLongOnItsWayIsNamed() {
    Cause cause =
        cause(
            event("Pulling", "Pulling image \"argoexec:4\""),
            event("Pulled", "Successfully pulled image \"argoexec:4\""),
            event("Pulling", "Pulling image \"large:1\""));

    assertThat(cause.what()).isEqualTo(SAID + ": its image large:1 was still being fetched");
    assertThat(cause.fix().toString()).contains("--timeout", "fetching the image");
  }

  @Test
  void aVolumeIsNamed() {
    Cause cause = cause(event("FailedMount", "secret \"team\" not found"));

    assertThat(cause.what()).isEqualTo(SAID + ": the secret team is missing");
  }

  @Test
  void withoutEventsTheRuleForTheTimeoutIsExplained() {
    assertThat(cause().what()).isEqualTo(SAID);
    assertThat(cause().fix().toString()).contains("--timeout", "mounting the volumes");
  }

  @Test
  void aContainerThatWasNeverMadeNeverBegan() {
    KubeObject never =
        KubeObject.parse(
            """
            {"status": {"phase": "Failed", "containerStatuses": [
              {"name": "wait", "state": {"terminated": {"startedAt": "2026-01-02T12:00:00Z"}}},
              {"name": "main", "state": {"terminated": {"exitCode": 137, "startedAt": null,
                "reason": "ContainerStatusUnknown"}}}]}}
            """);
    KubeObject ended =
        KubeObject.parse(
            """
            {"status": {"phase": "Failed", "containerStatuses": [
              {"name": "main", "state": {"terminated": {"startedAt": "2026-01-02T12:00:00Z"}}}]}}
            """);

    assertThat(PodBegin.never(never)).isTrue();
    assertThat(PodBegin.never(ended)).isFalse();
    assertThat(PodBegin.of(ended)).map(Object::toString).contains("2026-01-02T12:00:00Z");
  }
}
