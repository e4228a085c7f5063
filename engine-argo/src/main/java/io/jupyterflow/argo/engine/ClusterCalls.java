package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.kube.KubeException;
import io.jupyterflow.argo.kube.Refusals;
import java.util.function.Supplier;

/// Makes calls to the cluster, and tells the user what it means when one comes to nothing.
final class ClusterCalls {

  private ClusterCalls() {}

  /// Makes a call.
  ///
  /// @param what it is for, as in "for …": `reading the runs`
  static <T> T call(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubeException e) {
      throw Refusals.of(what, e);
    }
  }
}
