package io.jupyterflow.kubernetes.pod;

import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a container asks for as its GPUs, whatever its cluster calls them: `nvidia.com/gpu`, a
/// slice such as `nvidia.com/mig-1g.5gb`, `gpu.intel.com/i915`, and what shares of one are counted
/// in.
///
/// @param all names of resources, in the container's order
public record GpuKinds(List<String> all) {

  /// What `--gpu` means where the notebook has none.
  public static final String USUAL = "nvidia.com/gpu";

  /// Whose resources are all devices that compute.
  private static final List<String> MAKERS = List.of("amd.com", "gpu.intel.com", "habana.ai");

  private static final List<String> WORDS =
      List.of("gpu", "mig-", "tpu", "npu", "neuron", "ascend", "mlu", "dcu", "vcuda");

  /// What measures a part of a device and counts none.
  private static final List<String> SHARES = List.of("mem", "core", "percent", "ratio");

  public GpuKinds {
    all = List.copyOf(all);
  }

  /// Those of a container.
  public static GpuKinds of(KubeObject container) {
    List<String> all = new ArrayList<>();
    for (String part : new String[] {"limits", "requests"}) {
      KubeObject amounts = container.object("resources", part);
      for (String name : amounts.tree().keySet()) {
        if (isOne(name) && !amounts.text(name).equals("0") && !all.contains(name)) {
          all.add(name);
        }
      }
    }
    return new GpuKinds(all);
  }

  private static boolean isOne(String resource) {
    int slash = resource.indexOf('/');
    if (slash < 0) {
      return false; // cpu, memory, hugepages
    }
    return MAKERS.contains(resource.substring(0, slash))
        || hasAny(resource.substring(slash + 1), WORDS);
  }

  private static boolean hasAny(String name, List<String> words) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /// The one of which `--gpu N` asks for N.
  public String counted() {
    for (String name : all) {
      if (name.endsWith("/gpu")) {
        return name;
      }
    }
    for (String name : all) {
      if (!hasAny(name.substring(name.indexOf('/')), SHARES)) {
        return name;
      }
    }
    return all.isEmpty() ? USUAL : all.getFirst();
  }
}
