package io.jupyterflow.kubernetes.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceRoomTest {

  private static final String GPU = "nvidia.com/gpu";

  private static final String KEPT =
      "0/3 nodes are available: 2 Insufficient nvidia.com/gpu, 1 node(s) had untolerated taint(s).";

  private static KubeObject node(int gpus, String taints) {
    return KubeObject.parse(
        """
        {"spec": {"taints": %s}, "status": {"allocatable":
         {"cpu": "8", "memory": "32Gi", "nvidia.com/gpu": "%d"}}}
        """
            .formatted(taints, gpus));
  }

  private static NodeCapacity room(KubeObject... nodes) {
    return NodeCapacity.of(List.of(nodes)).orElseThrow();
  }

  private static String fix(String said, KubeObject pod, KubeObject... nodes) {
    return DeviceRoom.fix(GPU, said, pod, nodes.length == 0 ? null : room(nodes));
  }

  private static final KubeObject KEPT_NODE =
      node(2, "[{\"key\": \"team\", \"value\": \"vision\", \"effect\": \"NoSchedule\"}]");

  @Test
  void theKindIsReadWhateverItIsCalled() {
    assertThat(DeviceRoom.kind(KEPT)).contains(GPU);
    assertThat(DeviceRoom.kind("1 Insufficient nvidia.com/mig-1g.5gb. preemption: 0/1"))
        .contains("nvidia.com/mig-1g.5gb");
    assertThat(DeviceRoom.kind("1 Insufficient memory, 1 Insufficient ephemeral-storage"))
        .isEmpty();
  }

  @Test
  void aTaintIsNamedWithWhatToleratesIt() {
    assertThat(fix(KEPT, KubeObject.EMPTY, node(0, "[]"), KEPT_NODE))
        .contains("taint team=vision", "profile", "{key: team, operator: Exists}")
        .doesNotContain("Wait until");
    assertThat(
            fix(
                "1 node(s) had untolerated taint {nvidia.com/gpu: present}, 1 Insufficient"
                    + " nvidia.com/gpu",
                KubeObject.EMPTY))
        .as("also to those who may not see machines, where the scheduler names it")
        .contains("taint nvidia.com/gpu=present", "{key: nvidia.com/gpu, operator: Exists}");
  }

  @Test
  void aTaintThatIsToleratedKeepsNobodyOff() {
    KubeObject pod =
        KubeObject.parse(
            "{\"spec\": {\"tolerations\": [{\"key\": \"team\", \"value\": \"vision\"}]}}");

    assertThat(fix(KEPT, pod, KEPT_NODE)).startsWith("Wait until a GPU is free");
  }

  @Test
  void aClusterWithoutGpusIsCalledThat() {
    assertThat(fix(KEPT, KubeObject.EMPTY, node(0, "[]")))
        .contains("No machine of the cluster has one (nvidia.com/gpu)", "--gpu")
        .doesNotContain("Wait until");
  }

  @Test
  void withoutAccessToNodesThePossibleReasonsAreNamed() {
    assertThat(fix(KEPT, KubeObject.EMPTY))
        .contains("kept by a taint", "profile", "{key: nvidia.com/gpu, operator: Exists}");
    assertThat(fix("0/1 nodes are available: 1 Insufficient nvidia.com/gpu.", KubeObject.EMPTY))
        .contains("profile", "administrator");
  }

  @Test
  void aVolumeThatBindsIsNamed() {
    assertThat(
            fix(
                "1 Insufficient nvidia.com/gpu, 1 node(s) didn't match pod affinity rules",
                KubeObject.EMPTY))
        .contains("no free nvidia.com/gpu", "ReadWriteMany");
  }
}
