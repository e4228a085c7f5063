package io.jupyterflow.cli.wiring;

import io.jupyterflow.argo.engine.OutsidePod;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The way to a cluster from outside of it: a kubeconfig file. A class of its own, so that what
/// reads such files is not loaded inside a pod.
final class Laptop {

  private Laptop() {}

  static Engine engine(Surroundings surroundings) {
    Path kubeconfig = kubeconfig(surroundings);
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
        surroundings.clock());
  }

  /// The first file of `KUBECONFIG`, else the usual one.
  static Path kubeconfig(Surroundings surroundings) {
    String set = surroundings.environment().getOrDefault("KUBECONFIG", "");
    int colon = set.indexOf(':');
    String first = colon < 0 ? set : set.substring(0, colon);
    return first.isEmpty()
        ? surroundings.home().resolve(".kube").resolve("config")
        : surroundings.directory().resolve(first);
  }
}
