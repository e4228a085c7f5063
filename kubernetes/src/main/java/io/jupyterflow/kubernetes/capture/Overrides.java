package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.environment.SettingOverride;
import io.jupyterflow.core.environment.ShellNames;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.kubernetes.client.KubeNames;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.ItemText;
import io.jupyterflow.kubernetes.pod.KubeletText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts settings over what was captured: lists append, an entry of the same name or place is
/// replaced, the rest overrides.
final class Overrides {

  private static final String ENV = "env.";
  private static final String LABELS = "labels.";
  private static final String ANNOTATIONS = "annotations.";

  private String namespace;
  private KubeObject container;
  private KubeObject pod;
  private KubeObject patch;
  private @Nullable String account;
  private final HelperContainers helpers;
  private final Map<String, String> secrets;
  private final List<CapturedItem> items;

  private Overrides(PodEnvironment captured) {
    namespace = captured.namespace();
    container = captured.container();
    pod = captured.pod();
    patch = captured.patch();
    account = captured.serviceAccount();
    helpers = captured.helpers();
    secrets = new LinkedHashMap<>(captured.secrets());
    items = new ArrayList<>(captured.items());
  }

  /// @throws JupyterFlowException.Usage where an image or a namespace can't be called so
  /// @throws JupyterFlowException.Refused where there is no image then
  static PodEnvironment of(PodEnvironment captured, List<SettingOverride> changes) {
    Overrides overrides = new Overrides(captured);
    for (SettingOverride change : changes) {
      overrides.apply(change);
    }
    if (overrides.container.text("image").isEmpty()) {
      throw new JupyterFlowException.Refused(
          "The image for jobs is not known, because this is not a pod of the cluster.",
          Remedy.of("name it: --image IMAGE, or spec: {image: IMAGE} in ~/.jupyterflow.yaml"));
    }
    if (overrides.namespace.isEmpty()) {
      throw new JupyterFlowException.Refused(
          "The namespace for the run is not known, because there is no kubeconfig file.",
          Remedy.of("name it: --namespace NAME"));
    }
    return new PodEnvironment(
        overrides.namespace,
        captured.user(),
        overrides.container,
        overrides.pod,
        overrides.patch,
        overrides.account,
        overrides.secrets,
        captured.home(),
        overrides.items,
        captured.binding(),
        captured.files(),
        captured.helpers());
  }

  private void apply(SettingOverride change) {
    String key = change.key();
    Object value = change.value();
    switch (key) {
      case "image" -> {
        String image = image(change);
        if (!image.equals(container.text("image"))) {
          otherImage();
        }
        container = container.with(key, image);
      }
      case "imagePullPolicy" -> container = container.with(key, value);
      case "resources" -> resources(change);
      case "imagePullSecrets" -> pod = pod.with(key, joined(pod, key, value, "name"));
      case "volumes" -> pod = pod.with(key, joined(pod, key, value, "name"));
      case "tolerations" -> pod = pod.with(key, joined(pod, key, value, ""));
      case "nodeSelector" -> pod = pod.with(key, value);
      case "volumeMounts" ->
          container = container.with(key, joined(container, key, value, "mountPath"));
      case "env_from", "envFrom" ->
          container = container.with("envFrom", joined(container, "envFrom", value, ""));
      case "runAsUser", "runAsGroup", "supplementalGroups" ->
          pod = pod.with("securityContext", pod.object("securityContext").with(key, value));
      case "serviceAccountName" -> account = value.toString();
      case "namespace" -> namespace = namespace(change);
      default -> {
        if (key.startsWith(ENV)) {
          variable(key.substring(ENV.length()), change);
        } else if (key.startsWith(LABELS)) {
          metadata("label", "labels", key.substring(LABELS.length()), change);
        } else if (key.startsWith(ANNOTATIONS)) {
          metadata("annotation", "annotations", key.substring(ANNOTATIONS.length()), change);
        }
        return;
      }
    }
    note(kind(key), key, ItemText.of(value), change.origin());
  }

  private void metadata(String kind, String part, String name, SettingOverride change) {
    KubeObject all = pod.object("podMetadata");
    KubeObject entries = all.object(part).with(name, change.value());
    pod = pod.with("podMetadata", all.with(part, entries));
    note(kind, name, change.value().toString(), change.origin());
  }

  /// An image that no registry can have leaves its jobs waiting for ever.
  private static String image(SettingOverride change) {
    String image = change.value().toString();
    if (image.isEmpty() || image.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new JupyterFlowException.Usage(
          change.origin() + ": '" + image + "' can't be an image.",
          Remedy.of("write its name, such as quay.io/team/science:1.2"));
    }
    return image;
  }

  /// What the notebook's image, or a script in it, set is not for another: its `PATH` would not be
  /// that one's.
  private void otherImage() {
    Set<String> of = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      CapturedItem item = items.get(i);
      if (item.source().equals(CaptureReport.START) && item.fate() == Fate.CARRIED) {
        of.add(item.name());
        String reason = "it is of the notebook's image, and jobs have another";
        items.set(
            i,
            new CapturedItem(
                item.kind(), item.name(), item.value(), Fate.LEFT_OUT, item.source(), reason));
      }
    }
    secrets.keySet().removeAll(of);
    List<Object> env = new ArrayList<>();
    for (KubeObject each : container.objects("env")) {
      if (!of.contains(each.text("name"))) {
        env.add(each.tree());
      }
    }
    container = container.with("env", env.isEmpty() ? null : env);
  }

  /// A namespace's name becomes part of the addresses that are called.
  private static String namespace(SettingOverride change) {
    String name = change.value().toString();
    if (!KubeNames.isLabel(name)) {
      throw new JupyterFlowException.Usage(
          change.origin() + ": '" + name + "' can't be a namespace.",
          Remedy.of("use " + KubeNames.RULE));
    }
    return name;
  }

  private void variable(String name, SettingOverride change) {
    List<Object> env = new ArrayList<>();
    for (KubeObject each : container.objects("env")) {
      if (!each.text("name").equals(name)) {
        env.add(each.tree());
      }
    }
    secrets.remove(name);
    if (!ShellNames.isName(name)) {
      note("variable", name, Secrets.REDACTED, change.origin());
      CapturedItem set = items.removeLast();
      items.add(
          new CapturedItem(
              set.kind(), name, set.value(), Fate.LEFT_OUT, set.source(), Variables.ODD_NAME));
      container = container.with("env", env.isEmpty() ? null : env);
      return;
    }
    String shown;
    if (change.value() instanceof Map<?, ?> reference) {
      env.add(reference);
      shown = KubeReference.text(tree(reference));
    } else if (Secrets.isSecret(name, change.value().toString())) {
      secrets.put(name, change.value().toString());
      shown = Secrets.shown(name, change.value().toString());
    } else {
      Map<String, Object> variable = new LinkedHashMap<>();
      variable.put("name", name);
      variable.put("value", KubeletText.of(change.value().toString()));
      env.add(variable);
      shown = change.value().toString();
    }
    container = container.with("env", env.isEmpty() ? null : env);
    note("variable", name, shown, change.origin());
  }

  /// Requests and limits override each on its own, so that a setting of one keeps the other.
  private void resources(SettingOverride change) {
    KubeObject set = change.value() instanceof Map<?, ?> map ? tree(map) : KubeObject.EMPTY;
    KubeObject resources = container.object("resources");
    for (String part : new String[] {"requests", "limits"}) {
      Map<String, @Nullable Object> amounts = new LinkedHashMap<>(resources.object(part).tree());
      amounts.putAll(set.object(part).tree());
      if (!amounts.isEmpty()) {
        resources = resources.with(part, amounts);
      }
    }
    patch = helpers.with(patch, container.object("resources"), resources);
    container = container.with("resources", resources);
  }

  /// A list with another after it; entries that have the same value at `key` as one of the other's
  /// are replaced by it.
  private static List<Object> joined(KubeObject from, String field, Object value, String key) {
    List<Object> all = new ArrayList<>();
    List<KubeObject> more = KubeObject.EMPTY.with(field, value).objects(field);
    for (KubeObject each : from.objects(field)) {
      boolean isReplaced = false;
      for (KubeObject other : more) {
        isReplaced |= !key.isEmpty() && each.text(key).equals(other.text(key));
      }
      if (!isReplaced) {
        all.add(each.tree());
      }
    }
    for (KubeObject each : more) {
      all.add(each.tree());
    }
    return all;
  }

  /// What was found of it before is told no longer: one line for each thing.
  private void note(String kind, String name, String value, String origin) {
    items.removeIf(item -> item.kind().equals(kind) && item.name().equals(name));
    items.add(new CapturedItem(kind, name, value, Fate.CHANGED, origin, "set there"));
  }

  private static String kind(String key) {
    return switch (key) {
      case "image", "imagePullPolicy", "imagePullSecrets" -> "image";
      case "env_from", "envFrom" -> "variables";
      case "resources" -> "resource";
      case "volumes", "volumeMounts" -> "volume";
      case "tolerations" -> "toleration";
      case "runAsUser", "runAsGroup", "supplementalGroups" -> "security";
      case "serviceAccountName" -> "account";
      default -> "placement";
    };
  }

  @SuppressWarnings("unchecked") // trees of settings have text keys
  private static KubeObject tree(Map<?, ?> map) {
    return new KubeObject((Map<String, @Nullable Object>) map);
  }
}
