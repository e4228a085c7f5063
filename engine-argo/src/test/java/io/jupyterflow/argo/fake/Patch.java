package io.jupyterflow.argo.fake;

import io.jupyterflow.argo.kube.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lays a patch over a container as the API server would: maps join, named lists join by name, all
/// else is replaced.
final class Patch {

  private Patch() {}

  static KubeObject over(KubeObject container, KubeObject patch) {
    Map<String, @Nullable Object> joined = new LinkedHashMap<>(container.tree());
    patch
        .tree()
        .forEach((key, value) -> {
          if (value instanceof Map<?, ?>) {
            joined.put(key, over(container.object(key), patch.object(key)).tree());
          } else if (key.equals("env") || key.equals("volumeMounts")) {
            joined.put(key, byName(container.objects(key), patch.objects(key)));
          } else {
            joined.put(key, value);
          }
        });
    return new KubeObject(joined);
  }

  private static List<Object> byName(List<KubeObject> first, List<KubeObject> second) {
    Map<String, Object> named = new LinkedHashMap<>();
    second.forEach(each -> named.put(each.text("name"), each.tree()));
    first.forEach(each -> named.putIfAbsent(each.text("name"), each.tree()));
    return List.copyOf(named.values());
  }
}
