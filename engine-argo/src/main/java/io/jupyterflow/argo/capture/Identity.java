package io.jupyterflow.argo.capture;

import io.jupyterflow.argo.kube.KubeObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// As which user and group jobs run: what the container says moves to the pod, so that it holds for
/// Argo's containers, too, and the files they share.
final class Identity {

  private static final String KIND = "security";
  private static final String USER = "runAsUser";
  private static final String GROUP = "runAsGroup";

  private final KubeObject pod;
  private final KubeObject container;
  private final NotebookProcess process;
  private final Found found;

  /// @param pod its security context
  /// @param container its security context
  Identity(KubeObject pod, KubeObject container, NotebookProcess process, Found found) {
    this.pod = pod;
    this.container = container;
    this.process = process;
    this.found = found;
  }

  KubeObject keepPod() {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>(pod.tree());
    boolean isOther = id(kept, USER, process.uid(), false);
    id(kept, GROUP, process.gid(), isOther);
    pod.tree()
        .forEach((field, value) -> {
          if (!field.equals(USER) && !field.equals(GROUP)) {
            found.carried(KIND, field, ItemText.of(value), Found.POD, "");
          }
        });
    return new KubeObject(kept);
  }

  KubeObject keepContainer() {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>(container.tree());
    kept.remove(USER);
    kept.remove(GROUP);
    kept.forEach(
        (field, value) -> found.carried(KIND, field, ItemText.of(value), Found.POD, "container's"));
    return new KubeObject(kept);
  }

  /// What the documents say, unless they say nothing or root, which notebooks leave as they start:
  /// then what the process is.
  ///
  /// @param anyway whether the process counts whatever is written
  /// @return whether it is another than written
  private boolean id(Map<String, @Nullable Object> kept, String field, long own, boolean anyway) {
    boolean isContainers = container.has(field);
    KubeObject from = isContainers ? container : pod;
    long written = from.has(field) ? from.number(field) : -1;
    if (written > 0 && !anyway) {
      kept.put(field, written);
      String reason = isContainers ? "the container's, for the whole pod" : "";
      found.carried(KIND, field, Long.toString(written), Found.POD, reason);
      return false;
    }
    if (own < 0 || own == written) {
      if (written >= 0) {
        kept.put(field, written);
        found.carried(KIND, field, Long.toString(written), Found.POD, "");
      }
      return false;
    }
    kept.put(field, own);
    String reason =
        written < 0
            ? "the pod's document says none: it is the process's"
            : "the notebook starts as " + written + " and goes on as this";
    if (written < 0) {
      found.carried(KIND, field, Long.toString(own), Found.PROCESS, reason);
    } else {
      found.changed(KIND, field, Long.toString(own), Found.PROCESS, reason);
    }
    return written >= 0;
  }
}
