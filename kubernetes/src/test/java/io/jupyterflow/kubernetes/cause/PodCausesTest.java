package io.jupyterflow.kubernetes.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.diagnosis.Cause;
import io.jupyterflow.core.diagnosis.OutputEvidence;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Pods as a real cluster showed them.
class PodCausesTest {

  private static KubeObject pod(String name) throws IOException {
    try (InputStream in = PodCausesTest.class.getResourceAsStream(name + ".json")) {
      return KubeObject.parse(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Cause waiting(KubeObject pod, KubeObject... events) {
    return PodCauses.waiting(pod, List.of(events), null).orElseThrow();
  }

  @Test
  void namesWhatIsMissingAndWhatWasAsked() throws IOException {
    Cause cause = waiting(pod("huge"));

    assertThat(cause.what()).contains("no machine").contains("memory").contains("900 GiB");
    assertThat(cause.fix().toString()).contains("--memory");
  }

  @Test
  void namesTheImage() throws IOException {
    Cause cause = waiting(pod("noimage"));

    assertThat(cause.what()).contains("localhost/nobody/nothing:1").contains("can't be fetched");
    assertThat(cause.fix().toString()).isNotEmpty();
  }

  @Test
  void namesTheMissingSecret() throws IOException {
    assertThat(waiting(pod("nosecret")).what()).contains("secret nobody is missing");
  }

  @Test
  void namesTheLimitAndWhatToAskFor() throws IOException {
    Cause cause =
        PodCauses.outOfMemory(pod("oom"), null, new OutputEvidence.Tail(List.of("last words"), ""));

    assertThat(cause.what()).contains("100 MiB");
    assertThat(cause.fix().toString()).contains("--memory 200Mi");
    assertThat(cause.evidence()).containsExactly("last words");
  }

  @Test
  void aVolumeInUseElsewhereIsTold() {
    KubeObject event =
        new KubeObject(
            Map.of(
                "reason",
                "FailedAttachVolume",
                "message",
                "Multi-Attach error for volume \"pvc-1\" Volume is already used by pod(s) a"));

    assertThat(waiting(KubeObject.EMPTY, event).fix().toString()).contains("ReadWriteMany");
  }

  @Test
  void aPodThatMayOnlyRunWhereItsVolumeIsInUseIsTold() {
    KubeObject pod =
        KubeObject.parse(
            """
            {"status": {"conditions": [{"type": "PodScheduled", "status": "False", "reason":
             "Unschedulable", "message": "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) \
            didn't match pod affinity rules."}]}}
            """);

    assertThat(waiting(pod).what()).contains("its volume binds it to one machine");
    assertThat(waiting(pod).fix().toString()).contains("--cpu", "ReadWriteMany");
  }

  @Test
  void aPodThatOnlyTakesItsTimeHasNoCause() {
    assertThat(PodCauses.waiting(KubeObject.EMPTY, List.of(), null)).isEmpty();
  }
}
