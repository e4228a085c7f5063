package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.environment.ShellNames;
import io.jupyterflow.core.environment.UserVariables;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.CopyRules;
import io.jupyterflow.kubernetes.pod.KubeletText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What of the variables travels: those of the pod's document in their order and syntax, then what
/// the process has beyond them.
final class Variables {

  private static final String KIND = "variable";
  private static final String IN_SECRET =
      "it looks like a secret: it travels in a Secret of the run";
  private static final String OF_START = "the image or a start script sets it; jobs get it, too";
  static final String ODD_NAME = "a shell starts the job, and hands no such name on";
  private static final int SHORTEST_TOKEN = 8;

  /// Shown whatever rule their names or their neighbors fall under.
  private static final List<String> PLAIN = List.of("HOME", "PATH", "PWD", "LANG", "LC_ALL");

  private final KubeObject container;
  private final NotebookProcess process;
  private final StartVariables start;
  private final List<String> absentPaths;
  private final CaptureReport found;
  private final List<String> tokens = new ArrayList<>();
  private final List<Object> env = new ArrayList<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();

  /// @param start what the container began with
  /// @param absentPaths where the notebook has volumes that jobs don't
  Variables(
      KubeObject container,
      NotebookProcess process,
      StartVariables start,
      List<String> absentPaths,
      CaptureReport found) {
    this.container = container;
    this.process = process;
    this.start = start;
    this.absentPaths = absentPaths;
    this.found = found;
  }

  /// @param env of the container, in the kubelet's syntax
  /// @param secrets plain values, by name
  record Kept(List<Object> env, Map<String, String> secrets) {}

  Kept keep() {
    process.variables().forEach(this::noteToken);
    start.seen().forEach(this::noteToken);
    Map<String, Integer> last = new HashMap<>();
    List<KubeObject> written = container.objects("env");
    for (int i = 0; i < written.size(); i++) {
      KubeObject variable = written.get(i);
      last.put(variable.text("name"), i);
      noteToken(variable.text("name"), variable.text("value"));
    }
    sources();
    for (int i = 0; i < written.size(); i++) {
      KubeObject variable = written.get(i);
      written(variable, Integer.valueOf(i).equals(last.get(variable.text("name"))));
    }
    for (String name : new TreeSet<>(process.variables().keySet())) {
      if (!last.containsKey(name)) {
        beyond(name, process.variable(name));
      }
    }
    return new Kept(env, secrets);
  }

  /// The hub's tokens, so that no other variable carries one.
  private void noteToken(String name, String value) {
    if (value.length() >= SHORTEST_TOKEN
        && CopyRules.variable(name).isPresent()
        && Secrets.isSecretName(name)) {
      tokens.add(value);
    }
  }

  private void sources() {
    for (KubeObject from : container.objects("envFrom")) {
      boolean isSecret = from.has("secretRef");
      String kind = isSecret ? "Secret " : "ConfigMap ";
      String name = from.text(isSecret ? "secretRef" : "configMapRef", "name");
      found.carried(
          "variables",
          kind + name,
          from.text("prefix"),
          CaptureReport.POD,
          "read again when a job starts");
    }
  }

  private void written(KubeObject variable, boolean isLast) {
    String name = variable.text("name");
    String text = variable.text("value");
    Optional<String> never = CopyRules.variable(name).or(() -> illegal(name, text));
    if (never.isPresent()) {
      found.leftOut(KIND, name, shown(name, text), CaptureReport.POD, never.get());
      return;
    }
    String other = KubeReference.otherContainer(variable, container.text("name"));
    if (!other.isEmpty()) {
      ofOther(name, other);
      return;
    }
    if (isLast && start.isUnset(variable)) {
      found.leftOut(
          KIND,
          name,
          shown(name, text),
          CaptureReport.PROCESS,
          "it is unset here, so jobs don't get it");
      return;
    }
    if (variable.has("valueFrom")) {
      reference(name, variable, isLast);
      return;
    }
    String meant = KubeletText.expanded(text, start.known());
    String actual = isLast ? process.variables().getOrDefault(name, meant) : meant;
    Optional<String> absent = absent(actual).or(() -> illegal(name, actual));
    if (absent.isPresent()) {
      found.leftOut(KIND, name, shown(name, actual), CaptureReport.POD, absent.get());
      return;
    }
    boolean isSame = actual.equals(meant);
    boolean isBound = refersToOther(text);
    if (Secrets.isSecret(name, actual) || refersToSecret(text)) {
      secrets.put(name, actual);
      tell(name, inSecret(name, actual), isSame, IN_SECRET);
    } else if (!isSame && start.isVault(text)) {
      secrets.put(name, actual);
      found.carried(
          KIND, name, Secrets.REDACTED, CaptureReport.PROCESS, "a vault gave it; " + IN_SECRET);
    } else if (isSame && !isBound) {
      put(name, text);
      String reason = start.isInherited() ? "" : "this terminal lacks it; the notebook has it";
      found.carried(KIND, name, text, CaptureReport.POD, reason);
    } else {
      put(name, KubeletText.of(actual));
      tell(name, actual, false, isBound ? "it refers to one that jobs don't have" : "");
    }
  }

  /// No pod can ask for the limit of a container that it doesn't have: what that is here is sent.
  private void ofOther(String name, String other) {
    String value = process.variable(name);
    if (value.isEmpty()) {
      found.leftOut(
          KIND,
          name,
          "",
          CaptureReport.POD,
          "it is about the container " + other + ", which jobs lack");
      return;
    }
    put(name, KubeletText.of(value));
    found.changed(
        KIND,
        name,
        value,
        CaptureReport.PROCESS,
        "what it says of the container " + other + " here");
  }

  private void tell(String name, String value, boolean isSame, String reason) {
    if (isSame) {
      found.carried(KIND, name, value, CaptureReport.POD, reason);
    } else {
      String changed = "the process has another value than the pod's document";
      found.changed(KIND, name, value, CaptureReport.PROCESS, reason.isEmpty() ? changed : reason);
    }
  }

  private void beyond(String name, String value) {
    Optional<String> never =
        CopyRules.variable(name)
            .or(() -> CopyRules.processVariable(name, value, start.has(name, value)))
            .or(() -> absent(value))
            .or(() -> illegal(name, value));
    boolean mayBeOfSecret = start.mayBeOfSecret(name) && !PLAIN.contains(name);
    if (never.isPresent()) {
      found.leftOut(KIND, name, shown(name, value), CaptureReport.PROCESS, never.get());
    } else if (!PLAIN.contains(name) && start.isReadAnew(name, value)) {
      // nobody can tell which of these a Secret of the cluster holds
      String text = mayBeOfSecret ? Secrets.REDACTED : shown(name, value);
      found.carried(
          KIND, name, text, "envFrom", "envFrom may give it: read again when a job starts");
    } else if (Secrets.isSecret(name, value) || mayBeOfSecret) {
      secrets.put(name, value);
      found.carried(KIND, name, inSecret(name, value), origin(name, value), IN_SECRET);
    } else {
      put(name, KubeletText.of(value));
      boolean isOfStart = start.has(name, value);
      String reason = isOfStart ? OF_START : "the pod's document doesn't have it";
      found.carried(KIND, name, value, origin(name, value), reason);
    }
  }

  private String origin(String name, String value) {
    return start.has(name, value) ? CaptureReport.START : CaptureReport.PROCESS;
  }

  /// What a reference gives is read again for each job, unless the process has something else.
  private void reference(String name, KubeObject variable, boolean isLast) {
    String value = process.variable(name);
    String said = KubeReference.text(variable);
    if (!isLast || !start.isOther(name) || absent(value).isPresent()) {
      env.add(KubeReference.of(variable).tree());
      found.carried(KIND, name, said, CaptureReport.POD, "read again when a job starts");
    } else if (KubeReference.isSecret(variable) || Secrets.isSecret(name, value)) {
      secrets.put(name, value);
      tell(name, inSecret(name, value), false, IN_SECRET);
    } else {
      put(name, KubeletText.of(value));
      tell(name, value, false, "");
    }
  }

  private void put(String name, String text) {
    Map<String, Object> variable = new LinkedHashMap<>();
    variable.put("name", name);
    variable.put("value", text);
    env.add(variable);
  }

  private boolean hasToken(String value) {
    for (String token : tokens) {
      if (value.contains(token)) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> absent(String value) {
    if (hasToken(value)) {
      return Optional.of("it holds the notebook server's token");
    }
    for (String path : absentPaths) {
      if (value.startsWith(path)
          && (value.length() == path.length() || value.charAt(path.length()) == '/')) {
        return Optional.of("it names a file on a volume that jobs don't have");
      }
    }
    return Optional.empty();
  }

  /// What can't travel: the shell that starts a job drops it, or the API server doesn't take it.
  private static Optional<String> illegal(String name, String value) {
    if (value.indexOf(UserVariables.UNDECODABLE) >= 0) {
      return Optional.of("its value is not text in UTF-8, and Kubernetes takes nothing else");
    }
    if (!ShellNames.isName(name)) {
      return Optional.of(ODD_NAME);
    }
    return Optional.empty();
  }

  /// The value as shown: of an address with a password, all but that.
  private static String inSecret(String name, String value) {
    return Secrets.isSecret(name, value) ? Secrets.shown(name, value) : Secrets.REDACTED;
  }

  private String shown(String name, String value) {
    return hasToken(value) ? Secrets.REDACTED : Secrets.shown(name, value);
  }

  private boolean refersToOther(String text) {
    for (String name : KubeReference.names(text)) {
      if (CopyRules.variable(name).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private boolean refersToSecret(String text) {
    for (String name : KubeReference.names(text)) {
      if (secrets.containsKey(name)) {
        return true;
      }
    }
    return false;
  }
}
