package io.jupyterflow.kubernetes.cause;

import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What keeps jobs off machines that are meant for others. Pure.
final class Taints {

  private Taints() {}

  /// The taints that keep a pod off every one of these machines, as `key=value` or `key`; none
  /// where one of them takes it, or where there are none.
  ///
  /// @param machines nodes
  /// @param tolerations of the pod
  static Set<String> keeping(List<KubeObject> machines, List<KubeObject> tolerations) {
    Set<String> all = new LinkedHashSet<>();
    for (KubeObject machine : machines) {
      List<String> kept = new ArrayList<>();
      for (KubeObject taint : machine.object("spec").objects("taints")) {
        if (!taint.text("effect").equals("PreferNoSchedule")
            && tolerations.stream().noneMatch(each -> tolerates(each, taint))) {
          String value = taint.text("value");
          kept.add(taint.text("key") + (value.isEmpty() ? "" : "=" + value));
        }
      }
      if (kept.isEmpty()) {
        return Set.of();
      }
      all.addAll(kept);
    }
    return all;
  }

  private static boolean tolerates(KubeObject toleration, KubeObject taint) {
    String key = toleration.text("key");
    String effect = toleration.text("effect");
    boolean exists = toleration.text("operator").equals("Exists");
    return (key.isEmpty() ? exists : key.equals(taint.text("key")))
        && (exists || toleration.text("value").equals(taint.text("value")))
        && (effect.isEmpty() || effect.equals(taint.text("effect")));
  }
}
