package io.jupyterflow.argo.capture;

import io.jupyterflow.argo.kube.KubeObject;
import java.util.ArrayList;
import java.util.List;

/// What a variable of a pod's document refers to.
final class KubeReference {

  private KubeReference() {}

  /// A variable with a `valueFrom`, as a job's container may have it: one that asks for a limit
  /// asks for its own container's.
  static KubeObject of(KubeObject variable) {
    if (!variable.has("valueFrom", "resourceFieldRef", "containerName")) {
      return variable;
    }
    KubeObject field = variable.object("valueFrom", "resourceFieldRef").with("containerName", null);
    return variable.with("valueFrom", variable.object("valueFrom").with("resourceFieldRef", field));
  }

  /// What a `valueFrom` names, for people.
  static String text(KubeObject variable) {
    KubeObject from = variable.object("valueFrom");
    if (from.has("secretKeyRef")) {
      return "key "
          + from.text("secretKeyRef", "key")
          + " of Secret "
          + from.text("secretKeyRef", "name");
    }
    if (from.has("configMapKeyRef")) {
      return "key "
          + from.text("configMapKeyRef", "key")
          + " of ConfigMap "
          + from.text("configMapKeyRef", "name");
    }
    if (from.has("fieldRef")) {
      return "the pod's " + from.text("fieldRef", "fieldPath");
    }
    if (from.has("resourceFieldRef")) {
      return "the container's " + from.text("resourceFieldRef", "resource");
    }
    return "a reference";
  }

  /// The names a text in the kubelet's syntax refers to: `$(NAME)`.
  static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    int dollar = text.indexOf('$');
    while (dollar >= 0 && dollar + 1 < text.length()) {
      char next = text.charAt(dollar + 1);
      int close = next == '(' ? text.indexOf(')', dollar) : -1;
      if (close > 0) {
        names.add(text.substring(dollar + 2, close));
      }
      dollar = text.indexOf('$', dollar + (next == '$' ? 2 : 1));
    }
    return names;
  }
}
