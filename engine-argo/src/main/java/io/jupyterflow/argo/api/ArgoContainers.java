package io.jupyterflow.argo.api;

import io.jupyterflow.kubernetes.capture.HelperContainers;
import java.util.List;
import java.util.Map;

/// Argo's own containers in a job's pod.
public final class ArgoContainers {

  /// `init` before the job and `wait` next to it, with what Argo's documents give them: both idle
  /// except for a moment.
  public static final HelperContainers ALL =
      new HelperContainers(
          List.of("init"),
          List.of("wait"),
          Map.of("cpu", "100m", "memory", "64Mi", "ephemeral-storage", "64Mi"),
          Map.of("cpu", "200m", "memory", "256Mi", "ephemeral-storage", "1Gi"),
          "Argo's own in each job's pod: rules for every container hold for them, too");

  private ArgoContainers() {}
}
