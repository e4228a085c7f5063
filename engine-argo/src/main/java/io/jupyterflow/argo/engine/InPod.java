package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.api.ArgoContainers;
import io.jupyterflow.argo.api.Paths;
import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.kubernetes.capture.Capture;
import io.jupyterflow.kubernetes.capture.ClusterCache;
import io.jupyterflow.kubernetes.capture.NotebookProcess;
import io.jupyterflow.kubernetes.client.InPodApi;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeErrors;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.ServiceAccount;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// The cluster as a notebook's pod reaches it, with the pod's own service account.
public final class InPod {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KubeApi api;
  private final ServiceAccount account;
  private final Path home;
  private final ClusterCache remembered;

  InPod(KubeApi api, ServiceAccount account, Path home) {
    this.api = api;
    this.account = account;
    this.home = home;
    this.remembered = ClusterCache.in(home, account, WorkflowReader.ENGINE);
  }

  /// The cluster as this account may use it.
  ///
  /// @param home the user's
  public static InPod of(ServiceAccount account, Path home) {
    return new InPod(
        KubeErrors.call("its first question", () -> InPodApi.of(account, PATIENCE)), account, home);
  }

  /// Whether the cluster has Argo Workflows. It is asked until it has said so once.
  ///
  /// @throws JupyterFlowException.Unreachable where it does not answer: nobody knows then, and
  ///   running the flow elsewhere is not for us to decide
  public boolean hasArgo() {
    if (remembered.hasEngine()) {
      return true;
    }
    try {
      api.get(Paths.ARGO);
      remembered.noteEngine();
      return true;
    } catch (KubeException.Answered e) {
      if (e.isNotFound()) {
        return false;
      }
      throw silent(e);
    } catch (KubeException e) {
      throw silent(e);
    }
  }

  private static JupyterFlowException silent(KubeException e) {
    JupyterFlowException told = KubeErrors.of("asking whether it has Argo Workflows", e);
    return new JupyterFlowException.Unreachable(
        String.valueOf(told.getMessage()),
        told.remedy().then("; to run on this machine instead: ").then(ActionKind.USE_THIS_MACHINE),
        e);
  }

  /// The engine of this cluster.
  ///
  /// @param variables of the process
  /// @param directory where it works
  public ArgoEngine engine(Map<String, String> variables, Path directory, Clock clock) {
    CallerContext notebook =
        new CallerContext(
            account.namespace(),
            home,
            () ->
                new Capture(
                        api,
                        account,
                        NotebookProcess.read(variables, directory),
                        ArgoContainers.ALL,
                        remembered)
                    .environment(),
            remembered);
    return new ArgoEngine(api, notebook, clock);
  }
}
