package io.jupyterflow.kubernetes.cause;

import io.jupyterflow.core.diagnosis.Cause;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/// What kept a job from its beginning until its timeout was over. Of what a pod waited for, nothing
/// is left in it then; the cluster's notes about it still tell. Pure.
public final class LateBegin {

  private static final String COUNTS =
      "Give it more time with --timeout: it counts from when a machine takes the job, and fetching"
          + " the image and mounting the volumes are part of it.";

  private LateBegin() {}

  /// Why a job did not begin in time.
  ///
  /// @param said that it did not begin in time
  /// @param pod the job's, or an empty one where it is gone
  /// @param events about it, oldest first
  public static Cause cause(String said, KubeObject pod, List<KubeObject> events) {
    String pulling = "";
    for (KubeObject event : events) {
      String message = event.text("message");
      switch (event.text("reason")) {
        case "Failed" -> {
          Matcher image = PodMessages.IMAGE.matcher(message);
          if (message.startsWith("Failed to pull image") && image.find()) {
            Cause cause = PodCauses.image(image.group(1), message, events);
            return new Cause(
                said + ": its image " + image.group(1) + " can't be fetched",
                cause.fix(),
                cause.evidence());
          }
        }
        case "Pulling" -> pulling = message;
        case "Pulled" -> pulling = "";
        default -> {
          // says nothing of images
        }
      }
    }
    if (!pulling.isEmpty()) {
      Matcher image = PodMessages.IMAGE.matcher(pulling);
      return new Cause(
          said
              + ": its image "
              + (image.find() ? image.group(1) + " " : "")
              + "was still being fetched",
          COUNTS + " The next try finds it on that machine.",
          List.of(pulling));
    }
    Optional<Cause> waiting = PodCauses.waiting(pod, events, null);
    return waiting
        .map(cause ->
            new Cause(said + ": " + PodCauses.clause(cause), cause.fix(), cause.evidence()))
        .orElseGet(() -> Cause.of(said, COUNTS));
  }
}
