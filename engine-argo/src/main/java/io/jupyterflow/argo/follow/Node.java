package io.jupyterflow.argo.follow;

import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.cause.PodMessages;
import io.jupyterflow.kubernetes.cause.Refusal;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of a Workflow's `status.nodes`.
///
/// @param name the whole one, `train-7f3k2.prep(0)`
/// @param task the last part of the name, `prep(0)`
/// @param type `Pod`, `Retry`, `DAG`, `Skipped` …
/// @param phase `Pending`, `Running`, `Succeeded`, `Failed`, `Error`, `Skipped`, `Omitted`
/// @param message in the controller's words
/// @param children ids
/// @param exitCode null where nobody knows it
record Node(
    String id,
    String name,
    String task,
    String type,
    String template,
    String phase,
    String message,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    List<String> children,
    @Nullable Integer exitCode) {

  Node {
    children = List.copyOf(children);
  }

  static Node of(KubeObject node) {
    List<String> children = new ArrayList<>();
    if (node.value("children").orElse(null) instanceof List<?> ids) {
      ids.forEach(id -> children.add(String.valueOf(id)));
    }
    return new Node(
        node.text("id"),
        node.text("name"),
        node.text("displayName"),
        node.text("type"),
        node.text("templateName"),
        node.text("phase"),
        node.text("message"),
        node.time("startedAt").orElse(null),
        node.time("finishedAt").orElse(null),
        children,
        number(node.text("outputs", "exitCode")));
  }

  /// What a pod of a Workflow says of its node.
  static Node ofPod(KubeObject pod) {
    String name = pod.text("metadata", "annotations", "workflows.argoproj.io/node-name");
    String phase = pod.text("status", "phase");
    KubeObject ended = KubeObject.EMPTY;
    for (KubeObject container : pod.objects("status", "containerStatuses")) {
      if (container.text("name").equals(PodEnvironment.JOB_CONTAINER)) {
        ended = container.object("state", "terminated");
      }
    }
    String code = ended.text("exitCode");
    boolean failed = phase.equals("Failed");
    String message = pod.text("status", "message");
    return new Node(
        pod.text("metadata", "annotations", "workflows.argoproj.io/node-id"),
        name,
        last(name),
        "Pod",
        "",
        phase.isEmpty() ? "Pending" : phase,
        failed && message.isEmpty()
            ? "main: " + ended.text("reason") + " (exit code " + code + ")"
            : message,
        pod.time("status", "startTime").orElse(null),
        ended.time("finishedAt").orElse(null),
        List.of(),
        number(code));
  }

  /// The node above the tries of one task, as far as the last of them says how it stands.
  static Node ofTries(String name, List<Node> tries) {
    Node last = tries.getLast();
    return new Node(
        "retry of " + name,
        name,
        last(name),
        "Retry",
        "",
        last.phase().equals("Succeeded") ? "Succeeded" : "Running",
        "",
        tries.getFirst().startedAt(),
        last.finishedAt(),
        tries.stream().map(Node::id).toList(),
        null);
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// Whether a container of it runs or ran, as far as the controller knows.
  boolean hasBegun() {
    return switch (phase) {
      case "Running", "Succeeded", "Failed", "Error" -> true;
      default -> false;
    };
  }

  /// Whether it ended without a pod that could have begun: one was refused, or never came so far.
  boolean hadNoPod() {
    return exitCode == null
        && isOver()
        && (Refusal.isIn(message) || message.startsWith(ControllerMessages.UNSTARTED));
  }

  /// Whether its pod was made before a moment and has not begun, and nothing says why.
  boolean isSilent(Instant before) {
    return phase.equals("Pending")
        && startedAt != null
        && startedAt.isBefore(before)
        && PodMessages.waiting(message).isEmpty();
  }

  boolean isOver() {
    return switch (phase) {
      case "Succeeded", "Failed", "Error", "Skipped", "Omitted" -> true;
      default -> false;
    };
  }

  private static @Nullable Integer number(String text) {
    try {
      return text.isEmpty() ? null : Integer.valueOf(text);
    } catch (NumberFormatException none) {
      return null;
    }
  }
}
