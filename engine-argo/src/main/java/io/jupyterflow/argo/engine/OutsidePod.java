package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.capture.Capture;
import io.jupyterflow.argo.capture.NotebookProcess;
import io.jupyterflow.argo.kube.KubeconfigApi;
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
    String namespace = api.namespace();
    return new ArgoEngine(
        api,
        new Notebook(
            namespace,
            home,
            () -> Capture.outside(NotebookProcess.read(variables, directory), namespace)),
        clock);
  }
}
