package io.jupyterflow.cli.wiring;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.local.engine.LocalEngine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The engines this build has. Used by one thread.
///
/// Outside a pod, nothing of the cluster's is loaded: a local run must not pay for it.
public final class ProcessEngines implements Engines {

  /// Set in every pod.
  private static final String CLUSTER = "KUBERNETES_SERVICE_HOST";

  private final Surroundings surroundings;
  private @Nullable Engine local;
  private @Nullable ClusterEngine cluster;

  public ProcessEngines(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public List<Engine> all() {
    if (isPod() && cluster().isReachable()) {
      return List.of(local(), cluster().engine());
    }
    return List.of(local());
  }

  @Override
  public Choice choose(String name) {
    return switch (name) {
      case "local" -> new Choice(local(), "");
      case "argo" -> new Choice(cluster().engine(), "");
      case "auto" -> isPod() ? inPod() : new Choice(local(), "");
      default ->
          throw new JupyterFlowException.Usage(
              "There is no engine '" + name + "': use --engine auto, local or argo.");
    };
  }

  private Choice inPod() {
    if (!cluster().isReachable()) {
      return new Choice(
          local(),
          "Runs in this container (engine local): its pod has no service account, so the cluster"
              + " can't be asked.");
    }
    return cluster().hasArgo()
        ? new Choice(
            cluster().engine(),
            "Runs on the cluster (engine argo), since it has Argo Workflows; --engine local runs in"
                + " this container.")
        : new Choice(
            local(),
            "Runs in this container (engine local), since the cluster has no Argo Workflows.");
  }

  private boolean isPod() {
    return !surroundings.environment().getOrDefault(CLUSTER, "").isEmpty();
  }

  private ClusterEngine cluster() {
    if (cluster == null) {
      cluster = new ClusterEngine(surroundings);
    }
    return cluster;
  }

  private Engine local() {
    if (local == null) {
      local =
          new LocalEngine(
              surroundings.environment(), surroundings.directory(), surroundings.clock());
    }
    return local;
  }
}
