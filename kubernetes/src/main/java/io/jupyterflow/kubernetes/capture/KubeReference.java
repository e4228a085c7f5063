package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.List;

/// What a variable of a pod's document refers to.
final class KubeReference {

  private static final String DOWNWARD = "downwardAPI";

  private KubeReference() {}

  private static final String RESOURCE = "resourceFieldRef";
  private static final String NAME = "containerName";

  /// The container whose request or limit a variable of the notebook's asks for, or an empty text
  /// where it asks for none or for its own container's.
  static String otherContainer(KubeObject variable, String notebook) {
    String named = variable.text("valueFrom", RESOURCE, NAME);
    return named.equals(notebook) ? "" : named;
  }

  /// A variable with a `valueFrom`, as a job's container may have it: one that asks for a limit
  /// asks for its own container's.
  static KubeObject of(KubeObject variable) {
    if (!variable.has("valueFrom", RESOURCE, NAME)) {
      return variable;
    }
    KubeObject field = variable.object("valueFrom", RESOURCE).with(NAME, null);
    return variable.with("valueFrom", variable.object("valueFrom").with(RESOURCE, field));
  }

  /// A volume as a job's pod may have it: files that tell of the notebook's container tell of the
  /// job's, and those that tell of a container next to it are not there, because no pod can name
  /// one that it doesn't have.
  static KubeObject volume(KubeObject volume, String notebook) {
    if (volume.has(DOWNWARD)) {
      return volume.with(DOWNWARD, downward(volume.object(DOWNWARD), notebook));
    }
    if (!volume.has("projected", "sources")) {
      return volume;
    }
    List<Object> sources = new ArrayList<>();
    for (KubeObject source : volume.objects("projected", "sources")) {
      sources.add(
          source.has(DOWNWARD)
              ? source.with(DOWNWARD, downward(source.object(DOWNWARD), notebook)).tree()
              : source.tree());
    }
    return volume.with("projected", volume.object("projected").with("sources", sources));
  }

  private static Object downward(KubeObject files, String notebook) {
    List<Object> items = new ArrayList<>();
    for (KubeObject item : files.objects("items")) {
      String named = item.text(RESOURCE, NAME);
      if (named.isEmpty()) {
        items.add(item.tree());
      } else if (named.equals(notebook)) {
        items.add(
            item.with(
                    RESOURCE, item.object(RESOURCE).with(NAME, PodEnvironment.JOB_CONTAINER).tree())
                .tree());
      }
    }
    return files.with("items", items).tree();
  }

  /// Whether a variable is a key of a Secret.
  static boolean isSecret(KubeObject variable) {
    return variable.has("valueFrom", "secretKeyRef");
  }

  /// Whether a container starts without the variable where what it names is not there.
  static boolean isOptional(KubeObject variable) {
    return variable.isTrue("valueFrom", "secretKeyRef", "optional")
        || variable.isTrue("valueFrom", "configMapKeyRef", "optional");
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
