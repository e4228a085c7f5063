package io.jupyterflow.argo.cluster;

import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.KubeRequest;
import io.jupyterflow.kubernetes.client.KubeStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A cluster where every schedule comes with a last run of long ago and all the time to make up for
/// what it missed: a controller that can read it starts a run at once. The runs are suspended, and
/// take no pods.
///
/// @param now from which to count back
record Overdue(KubeApi api, Instant now) implements KubeApi {

  /// The controller's own note of the schedule that it went by; another is a new one, which missed
  /// nothing yet.
  static final String USED = "cronworkflows.argoproj.io/last-used-schedule";

  @Override
  public KubeObject call(KubeRequest request) {
    KubeObject body = request.body();
    return body == null
            || request.method() != KubeRequest.Method.POST
            || !request.path().contains("/cronworkflows")
        ? api.call(request)
        : api.call(
            new KubeRequest(request.method(), request.path(), request.accept(), overdue(body)));
  }

  private KubeObject overdue(KubeObject object) {
    List<String> used = new ArrayList<>();
    boolean isRare = false;
    for (Object line : (List<?>) object.value("spec", "schedules").orElseThrow()) {
      used.add("CRON_TZ=" + object.text("spec", "timezone") + " " + line);
      isRare |=
          !String.valueOf(line).contains("* * *") && !String.valueOf(line).startsWith("@every");
    }
    String last = now.minus(Duration.ofDays(isRare ? 400 : 8)).toString();
    KubeObject metadata = object.object("metadata");
    KubeObject spec = object.object("spec");
    return object
        .with(
            "metadata",
            metadata.with(
                "annotations", metadata.object("annotations").with(USED, String.join(",", used))))
        .with(
            "spec",
            spec.with("startingDeadlineSeconds", Duration.ofDays(500).toSeconds())
                .with("workflowSpec", spec.object("workflowSpec").with("suspend", true)))
        .with("status", Map.of("lastScheduledTime", last.substring(0, 19) + "Z"));
  }

  @Override
  public KubeStream stream(String path) {
    return api.stream(path);
  }

  @Override
  public void close() {
    // whose it is closes it
  }
}
