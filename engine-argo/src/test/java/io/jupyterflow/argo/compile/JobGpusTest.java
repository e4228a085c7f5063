package io.jupyterflow.argo.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.GpuKinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--gpu N` is N of what the notebook has, whatever the cluster calls it.
class JobGpusTest extends WrittenPlans {

  private static KubeObject container(String resources) {
    Map<String, Object> amounts = new LinkedHashMap<>();
    for (String name : resources.split(" ", -1)) {
      if (!name.isEmpty()) {
        amounts.put(name, "1");
      }
    }
    return new KubeObject(Map.of("resources", Map.of("limits", amounts, "requests", amounts)));
  }

  private static KubeObject resources(KubeObject container, int gpu) {
    String patch =
        new JobPatch(container, "secret")
            .text(exec("a", List.of("true")).withResources(new Resources(null, null, gpu)), "a");
    return KubeObject.parse(patch).objects("containers").getFirst().object("resources");
  }

  @ParameterizedTest
  @CsvSource({
    "'', nvidia.com/gpu",
    "cpu memory, nvidia.com/gpu",
    "cpu memory rdma/hca, nvidia.com/gpu",
    "nvidia.com/gpu, nvidia.com/gpu",
    "nvidia.com/mig-1g.5gb, nvidia.com/mig-1g.5gb",
    "nvidia.com/gpu.shared, nvidia.com/gpu.shared",
    "amd.com/gpu, amd.com/gpu",
    "gpu.intel.com/i915, gpu.intel.com/i915",
    "google.com/tpu, google.com/tpu",
    "aws.amazon.com/neuroncore, aws.amazon.com/neuroncore",
    "habana.ai/gaudi, habana.ai/gaudi",
    "huawei.com/Ascend910, huawei.com/Ascend910",
    "nvidia.com/gpumem nvidia.com/gpu, nvidia.com/gpu",
    "volcano.sh/vgpu-memory volcano.sh/vgpu-number, volcano.sh/vgpu-number",
    "aliyun.com/gpu-mem, aliyun.com/gpu-mem"
  })
  void aCountIsOfTheNotebooksKind(String notebooks, String kind) {
    KubeObject container = container(notebooks);
    assertThat(GpuKinds.of(container).counted()).isEqualTo(kind);
    assertThat(resources(container, 2).tree())
        .isEqualTo(Map.of("limits", Map.of(kind, "2"), "requests", Map.of(kind, "2")));
  }

  @Test
  void noneTakesAwayWhateverTheNotebookHas() {
    KubeObject resources =
        resources(container("memory nvidia.com/mig-1g.5gb nvidia.com/gpumem rdma/hca"), 0);
    for (String part : List.of("limits", "requests")) {
      assertThat(resources.object(part).tree())
          .containsOnlyKeys("nvidia.com/mig-1g.5gb", "nvidia.com/gpumem")
          .allSatisfy((name, amount) -> assertThat(amount).isNull());
    }
  }

  @Test
  void noneOfNoneChangesNothing() {
    assertThat(resources(container("memory"), 0).tree()).isEmpty();
  }
}
