package io.jupyterflow.argo.fake;

import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lays a patch over a container as the API server would: maps join, named lists join by name, all
/// else is replaced.
final class Patch {

  private Patch() {}

  static KubeObject over(KubeObject container, KubeObject patch) {
    KubeObject joined = container;
    for (String key : patch.tree().keySet()) {
      Object value = patch.tree().get(key);
      if (value instanceof Map<?, ?>) {
        joined = joined.with(key, over(container.object(key), patch.object(key)));
      } else if (key.equals("env") || key.equals("volumeMounts")) {
        joined = joined.with(key, byName(container.objects(key), patch.objects(key)));
      } else {
        joined = joined.with(key, value);
      }
    }
    return joined;
  }

  private static List<Object> byName(List<KubeObject> first, List<KubeObject> second) {
    Map<String, KubeObject> named = new LinkedHashMap<>();
    second.forEach(each -> named.put(each.text("name"), each));
    first.forEach(each -> named.putIfAbsent(each.text("name"), each));
    return named.values().stream().map(each -> (Object) each.tree()).toList();
  }
}
