package io.jupyterflow.argo.doctor;

import io.jupyterflow.argo.api.Paths;
import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// Looks for signs that Argo's controller lives, by what users may see: what happened to the newest
/// Workflow, and by which version.
final class Controller {

  private static final String METADATA =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
  private static final String PHASE = "workflows.argoproj.io/phase";

  /// A controller that lives has seen a Workflow by then.
  private static final Duration SEEN = Duration.ofSeconds(15);

  private static final String NAME = "controller";

  private final KubeApi api;
  private final String namespace;
  private final Clock clock;

  Controller(KubeApi api, String namespace, Clock clock) {
    this.api = api;
    this.namespace = namespace;
    this.clock = clock;
  }

  /// Whether the cluster knows Workflows at all, and by which version of Argo.
  Finding installed() {
    KubeObject resources;
    try {
      resources = api.get(Paths.ARGO);
    } catch (KubeException.Answered e) {
      if (e.isForbidden()) {
        return new Finding(
            WorkflowReader.ENGINE, Outcome.UNKNOWN, "what the cluster has can't be read", "");
      }
      return new Finding(
          WorkflowReader.ENGINE,
          Outcome.BAD,
          "Argo Workflows is not installed: the cluster knows no argoproj.io/v1alpha1",
          Remedy.of(
              "ask your administrator to install Argo Workflows 3.6 or newer; until then: ",
              ActionKind.USE_THIS_MACHINE));
    }
    for (String needed : new String[] {"workflows", "cronworkflows", "workflowtaskresults"}) {
      boolean isThere = false;
      for (KubeObject resource : resources.objects("resources")) {
        isThere |= resource.text("name").equals(needed);
      }
      if (!isThere) {
        return new Finding(
            WorkflowReader.ENGINE,
            Outcome.BAD,
            "the cluster has no " + needed + ".argoproj.io: Argo is not installed whole",
            "ask your administrator to install all of Argo's definitions");
      }
    }
    return new Finding(
        WorkflowReader.ENGINE, Outcome.GOOD, "Argo Workflows is installed" + version(), "");
  }

  /// The version of the newest run's executor: the definitions themselves don't say.
  private String version() {
    try {
      String path =
          "/api/v1/namespaces/"
              + namespace
              + "/pods?limit=1&labelSelector=workflows.argoproj.io%2Fworkflow";
      for (KubeObject pod : api.get(path).objects("items")) {
        for (KubeObject container : pod.objects("spec", "containers")) {
          String image = container.text("image");
          int colon = image.lastIndexOf(':');
          if (container.text("name").equals("wait") && colon > image.lastIndexOf('/')) {
            return ", its pods run " + image.substring(colon + 1);
          }
        }
      }
    } catch (KubeException unreadable) {
      return "";
    }
    return "; its version shows when a run's pod is there";
  }

  /// Whether anybody picks Workflows up.
  Finding lives() {
    KubeObject newest = KubeObject.EMPTY;
    try {
      String path = Paths.workflows(namespace) + "?limit=500";
      for (KubeObject each : api.get(path, METADATA).objects("items")) {
        if (created(each).isAfter(created(newest))) {
          newest = each;
        }
      }
    } catch (KubeException e) {
      return unknown("Workflows can't be listed");
    }
    if (newest.tree().isEmpty()) {
      return unknown("there is no Workflow to see it by");
    }
    String phase = newest.text("metadata", "labels", PHASE);
    if (!phase.isEmpty()) {
      return new Finding(
          NAME,
          Outcome.GOOD,
          "it took up the newest Workflow, " + newest.name() + ": " + phase,
          "");
    }
    Duration age = Duration.between(created(newest), clock.instant());
    if (age.compareTo(SEEN) < 0) {
      return unknown(newest.name() + " was made a moment ago and is not taken up yet");
    }
    return new Finding(
        NAME,
        Outcome.BAD,
        "nobody has taken up "
            + newest.name()
            + ", made "
            + age.toSeconds()
            + " s ago: Argo's controller doesn't run, or doesn't look at "
            + namespace,
        "ask your administrator: is workflow-controller up, and is "
            + namespace
            + " among the namespaces it manages?");
  }

  private static Finding unknown(String why) {
    return new Finding(
        NAME, Outcome.UNKNOWN, why + ", so whether Argo's controller runs shows with a run", "");
  }

  private static Instant created(KubeObject object) {
    try {
      return Instant.parse(object.text("metadata", "creationTimestamp"));
    } catch (DateTimeParseException none) {
      return Instant.EPOCH;
    }
  }
}
