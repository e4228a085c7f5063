package io.jupyterflow.kubernetes.cause;

import io.jupyterflow.core.quantity.Bytes;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The memory that a namespace allows one job: advice beyond it would only be refused.
public final class MemoryLimit {

  private MemoryLimit() {}

  /// In bytes; null where there is no limit, or this user may not see it.
  public static @Nullable Long of(KubeApi api, String namespace) {
    try {
      Long most = null;
      for (KubeObject range :
          api.get("/api/v1/namespaces/" + namespace + "/limitranges").objects("items")) {
        for (KubeObject limit : range.object("spec").objects("limits")) {
          Optional<Long> max = Bytes.parse(limit.text("max", "memory"));
          boolean counts = limit.text("type").equals("Container") && max.isPresent();
          most = counts && (most == null || max.get() < most) ? max.get() : most;
        }
      }
      return most;
    } catch (KubeException notTold) {
      return null;
    }
  }
}
