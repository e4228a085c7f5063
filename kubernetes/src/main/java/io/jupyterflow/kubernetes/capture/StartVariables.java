package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.environment.SessionVariables;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.KubeletText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// With which variables the notebook's container began, as far as that can be known.
///
/// The pod's document is certain. What the image and `envFrom` add to it can't be read with a
/// user's rights. Process 1 shows the variables of its last `exec`: those of the container and
/// whatever the scripts exported that started the notebook. A job goes through none of these
/// scripts. So what process 1 shows is never treated as what jobs begin with, except for what
/// `envFrom` gives where nothing speaks for a script: a job reads that again.
final class StartVariables {

  private final KubeObject container;
  private final NotebookProcess process;
  private final Map<String, String> seen;
  private final Map<String, String> written;
  private final boolean isInherited;
  private final boolean isUntouched;

  /// @param seen the variables of process 1, or null where it is not the container's or can't be
  ///   read
  StartVariables(
      KubeObject container, NotebookProcess process, @Nullable Map<String, String> seen) {
    this.container = container;
    this.process = process;
    this.seen = seen == null ? Map.of() : seen;
    this.isInherited = process.variables().containsKey(NotebookProcess.OF_POD);
    this.written = new LinkedHashMap<>(seen == null ? process.variables() : seen);
    for (KubeObject variable : container.objects("env")) {
      if (!variable.has("valueFrom")) {
        String value = KubeletText.expanded(variable.text("value"), written);
        written.put(variable.text("name"), value);
      }
    }
    this.isUntouched = seen != null && container.has("envFrom") && isUntouched(seen);
  }

  /// Those of process 1; none where they are not known.
  Map<String, String> seen() {
    return seen;
  }

  /// Those that the pod's document gives, and what it refers to.
  Map<String, String> written() {
    return written;
  }

  /// What a reference in the pod's document means to the user: terminals that were started without
  /// the pod's variables have none of what it says.
  Map<String, String> known() {
    if (isInherited) {
      return process.variables();
    }
    Map<String, String> known = new LinkedHashMap<>(written);
    known.putAll(process.variables());
    return known;
  }

  /// Whether the process has the pod's variables at all. `su -`, ssh, RStudio and `env -i` start
  /// without.
  boolean isInherited() {
    return isInherited;
  }

  /// Whether somebody took away a variable that the pod's document gives.
  boolean isUnset(KubeObject variable) {
    return isInherited
        && !process.variables().containsKey(variable.text("name"))
        && !KubeReference.isOptional(variable);
  }

  /// Whether process 1 has the same.
  boolean has(String name, String value) {
    return value.equals(seen.get(name));
  }

  /// Whether the process has it otherwise than process 1.
  boolean isOther(String name) {
    String before = seen.get(name);
    String now = process.variables().get(name);
    return before != null && now != null && !before.equals(now);
  }

  /// Whether a job gets the same from what `envFrom` names.
  boolean isReadAnew(String name, String value) {
    return isUntouched
        && has(name, value)
        && (mayBeFrom(name, "secretRef") || mayBeFrom(name, "configMapRef"));
  }

  /// Whether a Secret that `envFrom` names may have given it.
  boolean mayBeOfSecret(String name) {
    return (seen.isEmpty() || seen.containsKey(name)) && mayBeFrom(name, "secretRef");
  }

  /// Whether a webhook turned what the document says into something that only a vault knows.
  boolean isVault(String text) {
    return text.startsWith("vault:") || text.startsWith(">>vault:");
  }

  private boolean mayBeFrom(String name, String kind) {
    for (KubeObject from : container.objects("envFrom")) {
      if (from.has(kind) && name.startsWith(from.text("prefix"))) {
        return true;
      }
    }
    return false;
  }

  /// Whether nothing speaks for a script between the start of the container and process 1.
  private boolean isUntouched(Map<String, String> shown) {
    for (String name : SessionVariables.OF_SHELLS) {
      if (shown.containsKey(name) && !isWritten(name)) {
        return false;
      }
    }
    List<String> started = new ArrayList<>(words("command"));
    boolean isWhole = !started.isEmpty();
    started.addAll(words("args"));
    String wanted = String.join("\0", started);
    return isWhole ? process.first().equals(wanted) : process.first().endsWith(wanted);
  }

  private boolean isWritten(String name) {
    for (KubeObject variable : container.objects("env")) {
      if (variable.text("name").equals(name)) {
        return true;
      }
    }
    return false;
  }

  private List<String> words(String field) {
    List<String> words = new ArrayList<>();
    if (container.value(field).orElse(null) instanceof List<?> list) {
      for (Object word : list) {
        words.add(KubeletText.expanded(String.valueOf(word), written));
      }
    }
    return words;
  }
}
