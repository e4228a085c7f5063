package io.jupyterflow.cli.wiring;

import io.jupyterflow.argo.engine.OutsidePod;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The way to a cluster from outside of it: a kubeconfig file. A class of its own, so that what
/// reads such files is not loaded inside a pod.
final class Laptop {

  private Laptop() {}

  /// @param patience how long to wait for an answer
  static Engine engine(Surroundings surroundings, Duration patience) {
    Path kubeconfig = surroundings.kubeconfig();
    if (!Files.isReadable(kubeconfig)) {
      throw new JupyterFlowException.Refused(
          "The engine argo (Kubernetes) needs a pod of a cluster with a service account, or a"
              + " kubeconfig file, and "
              + kubeconfig
              + " can't be read. Set KUBECONFIG to one, or leave --engine out, and the flow runs on"
              + " this machine.");
    }
    return OutsidePod.engine(
        kubeconfig,
        surroundings.environment(),
        surroundings.directory(),
        surroundings.home(),
        surroundings.clock(),
        patience);
  }
}
