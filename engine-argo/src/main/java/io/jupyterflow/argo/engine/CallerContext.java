package io.jupyterflow.argo.engine;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.kubernetes.capture.ClusterCache;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Where the caller is.
///
/// @param namespace where runs are made that no setting puts elsewhere
/// @param home the user's, as this process sees it: records of runs lie under it
/// @param environment captures what a job would run in; asked when it is first needed
/// @param remembered what the cluster need not be asked again
public record CallerContext(
    String namespace, Path home, Supplier<Environment> environment, ClusterCache remembered) {

  /// One that remembers nothing.
  public CallerContext(String namespace, Path home, Supplier<Environment> environment) {
    this(namespace, home, environment, ClusterCache.nothing());
  }
}
