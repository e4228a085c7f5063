package io.jupyterflow.kubernetes.client;

import java.io.IOException;

/// A cluster that nothing says how to reach: for what is only written, and sent nowhere.
public final class NoCluster implements KubeApi {

  @Override
  public KubeObject call(KubeRequest request) {
    throw new KubeException.Unanswered(
        request.toString(), new IOException("nothing says which cluster"));
  }

  @Override
  public KubeStream stream(String path) {
    throw new KubeException.Unanswered(path, new IOException("nothing says which cluster"));
  }

  @Override
  public void close() {
    // nothing was opened
  }
}
