package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.api.ArgoContainers;
import io.jupyterflow.kubernetes.capture.Capture;
import io.jupyterflow.kubernetes.capture.NotebookProcess;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeconfigApi;
import io.jupyterflow.kubernetes.client.NoCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// A cluster as a laptop reaches it, by the user's kubeconfig file.
public final class OutsidePod {

  private OutsidePod() {}

  /// The engine of the cluster that the file's current context names.
  ///
  /// @param kubeconfig the file
  /// @param variables of the process
  /// @param directory where it works
  /// @param home the user's
  /// @param patience how long to wait for an answer
  /// @throws io.jupyterflow.core.problem.JupyterFlowException.Refused where the file can't be used
  public static ArgoEngine engine(
      Path kubeconfig,
      Map<String, String> variables,
      Path directory,
      Path home,
      Clock clock,
      Duration patience) {
    KubeconfigApi api = KubeconfigApi.of(kubeconfig, patience);
    return engine(api, api.namespace(), variables, directory, home, clock);
  }

  /// An engine that only writes what it would send: settings must name the namespace, too.
  ///
  /// @param variables of the process
  /// @param directory where it works
  /// @param home the user's
  public static ArgoEngine writer(
      Map<String, String> variables, Path directory, Path home, Clock clock) {
    return engine(new NoCluster(), "", variables, directory, home, clock);
  }

  private static ArgoEngine engine(
      KubeApi api,
      String namespace,
      Map<String, String> variables,
      Path directory,
      Path home,
      Clock clock) {
    return new ArgoEngine(
        api,
        new CallerContext(
            namespace,
            home,
            () ->
                Capture.outside(
                    NotebookProcess.read(variables, directory), namespace, ArgoContainers.ALL)),
        clock);
  }
}
