package io.jupyterflow.kubernetes.cause;

import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.time.Instant;
import java.util.Optional;

/// Whether and when the job of a pod began, and not only the pod. Pure.
public final class PodBegin {

  private PodBegin() {}

  /// When the job's container was started last; nothing where it was not, or nobody says.
  public static Optional<Instant> of(KubeObject pod) {
    KubeObject state = state(pod);
    for (String kind : new String[] {"running", "terminated"}) {
      Optional<Instant> at = state.time(kind, "startedAt");
      if (at.isPresent()) {
        return at;
      }
    }
    return Optional.empty();
  }

  /// Whether the pod is over and its job never began: of a container that it never made, the
  /// cluster notes an end without a beginning.
  public static boolean never(KubeObject pod) {
    KubeObject state = state(pod);
    return pod.text("status", "phase").equals("Failed")
        && of(pod).isEmpty()
        && (state.has("terminated") || state.has("waiting"));
  }

  private static KubeObject state(KubeObject pod) {
    for (KubeObject container : pod.objects("status", "containerStatuses")) {
      if (container.text("name").equals(PodEnvironment.JOB_CONTAINER)) {
        return container.object("state");
      }
    }
    return KubeObject.EMPTY;
  }
}
