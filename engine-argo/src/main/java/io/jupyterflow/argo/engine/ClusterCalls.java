package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.kube.KubeException;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.function.Supplier;

/// Makes calls to the cluster, and tells the user what it means when one comes to nothing.
final class ClusterCalls {

  private ClusterCalls() {}

  /// @param what is being done, for the message: `reading the runs`
  static <T> T call(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubeException e) {
      throw problem(what, e);
    }
  }

  static JupyterFlowException problem(String what, KubeException e) {
    if (e instanceof KubeException.Answered answered) {
      return answered(what, answered);
    }
    return unreachable(what, e);
  }

  private static JupyterFlowException answered(String what, KubeException.Answered e) {
    if (e.isPassing()) {
      return unreachable(what, e);
    }
    if (e.isForbidden()) {
      return new JupyterFlowException.Refused(
          "The cluster does not allow "
              + what
              + " ("
              + e.said()
              + "). jupyterflow doctor prints what the administrator has to apply.",
          e);
    }
    if (e.code() == 401) {
      return new JupyterFlowException.Refused(
          "The cluster does not know who is asking (401) when "
              + what
              + ". Restart the notebook server, or log in to the cluster again.",
          e);
    }
    if (e.isNotFound()) {
      return new JupyterFlowException.Refused(
          "This cluster has no Argo Workflows, or not in a version that serves what is needed for "
              + what
              + ". Run on this machine with --engine local; jupyterflow doctor tells more.",
          e);
    }
    return new JupyterFlowException.Refused(
        "The cluster says no to " + what + ": " + e.code() + " " + e.said(), e);
  }

  private static JupyterFlowException unreachable(String what, KubeException e) {
    return new JupyterFlowException.Unreachable(
        "The cluster can't be reached for "
            + what
            + " ("
            + e.getMessage()
            + "). Runs there go on. Try again, or run on this machine: --engine local",
        e);
  }
}
