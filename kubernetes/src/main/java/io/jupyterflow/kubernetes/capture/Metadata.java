package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.environment.TemplateSecrets;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.MetadataRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What of a pod's labels and annotations travels.
final class Metadata {

  private static final String VAULT = "vault.hashicorp.com/agent-inject";
  private static final String VAULT_FIRST = "vault.hashicorp.com/agent-pre-populate-only";
  private static final String VAULT_CONTAINERS = "vault.hashicorp.com/agent-inject-containers";

  private static final String IS_SECRET =
      "it looks like a secret, and everyone who can list pods could read it";

  private static final List<String> PARTS = List.of("labels", "annotations");

  private final KubeObject metadata;
  private final String notebook;
  private final Map<String, Map<String, @Nullable Object>> kept = new LinkedHashMap<>();

  /// @param notebook the name of its container
  Metadata(KubeObject pod, String notebook) {
    this.metadata = pod.object("metadata");
    this.notebook = notebook;
    for (String part : PARTS) {
      Map<String, @Nullable Object> carried = new LinkedHashMap<>();
      for (Map.Entry<String, String> each : metadata.texts(part).entrySet()) {
        MetadataRules.Rule rule = MetadataRules.of(each.getKey());
        if (rule != null && rule.isCarried() && !isSecret(each.getValue())) {
          carried.put(each.getKey(), each.getValue());
        }
      }
      kept.put(part, carried);
    }
    mapped();
  }

  /// Jobs have another container, and end with their command: an agent next to it would go on.
  private void mapped() {
    Map<String, @Nullable Object> annotations = annotations();
    if (isVaultFilled()) {
      annotations.put(VAULT_FIRST, "true");
    }
    if (annotations.get(VAULT_CONTAINERS) instanceof String names) {
      List<String> all = new ArrayList<>();
      for (String name : names.split(",", -1)) {
        all.add(name.strip().equals(notebook) ? PodEnvironment.JOB_CONTAINER : name.strip());
      }
      annotations.put(VAULT_CONTAINERS, String.join(",", all));
    }
    if (has("linkerd.io/inject") || has("linkerd.io/proxy-version")) {
      annotations.put("linkerd.io/inject", "disabled");
    }
    if (has("kuma.io/sidecar-injected") || has("kuma.io/sidecar-injection")) {
      annotations.put("kuma.io/sidecar-injection", "disabled");
      part("labels").put("kuma.io/sidecar-injection", "disabled");
    }
    if (has("consul.hashicorp.com/connect-inject")) {
      annotations.put("consul.hashicorp.com/connect-inject", "false");
    }
  }

  private Map<String, @Nullable Object> annotations() {
    return part("annotations");
  }

  private Map<String, @Nullable Object> part(String name) {
    Map<String, @Nullable Object> entries = kept.get(name);
    return entries == null ? new LinkedHashMap<>() : entries;
  }

  private boolean has(String key) {
    return metadata.has("annotations", key) || metadata.has("labels", key);
  }

  /// Whether a vault's agent gives jobs the files that it gave the notebook.
  boolean isVaultFilled() {
    return "true".equals(annotations().get(VAULT));
  }

  /// What job's pods get: `labels` and `annotations`.
  KubeObject carried() {
    Map<String, @Nullable Object> carried = new LinkedHashMap<>();
    for (String part : PARTS) {
      if (!part(part).isEmpty()) {
        carried.put(part, part(part));
      }
    }
    return new KubeObject(carried);
  }

  /// Says what happens to each that a rule names, and of the rest in one line.
  void tell(CaptureReport found) {
    tell(
        "label",
        "labels",
        "network rules and services that mean notebooks would take jobs for one",
        found);
    tell(
        "annotation",
        "annotations",
        "they are about the notebook's pod; spec.annotations sets a job's",
        found);
  }

  private void tell(String kind, String part, String ofRest, CaptureReport found) {
    StringBuilder rest = new StringBuilder();
    Map<String, @Nullable Object> own = part(part);
    for (Map.Entry<String, String> each : metadata.texts(part).entrySet()) {
      String key = each.getKey();
      String value = each.getValue();
      MetadataRules.Rule rule = MetadataRules.of(key);
      if (rule == null) {
        rest.append(rest.isEmpty() ? "" : " ").append(key);
      } else if (isSecret(value)) {
        found.leftOut(kind, key, Secrets.REDACTED, CaptureReport.POD, IS_SECRET);
      } else if (value.equals(own.get(key))) {
        found.carried(kind, key, value, CaptureReport.POD, rule.reason());
      } else if (!own.containsKey(key)) {
        found.leftOut(kind, key, value, CaptureReport.POD, rule.reason());
      }
    }
    for (String key : own.keySet()) {
      String value = String.valueOf(own.get(key));
      if (!metadata.text(part, key).equals(value)) {
        found.changed(kind, key, value, "built in", changed(key));
      }
    }
    if (!rest.isEmpty()) {
      found.leftOut(part, part, rest.toString(), CaptureReport.POD, ofRest);
    }
  }

  private static String changed(String key) {
    return switch (key) {
      case VAULT_FIRST -> "a job ends when its command does, so the agent must not keep running";
      case VAULT_CONTAINERS -> "a job's container is called " + PodEnvironment.JOB_CONTAINER;
      default -> "a sidecar would keep jobs from ending";
    };
  }

  /// By the value alone: the names that rules have speak of secrets and tokens without holding one.
  private static boolean isSecret(String value) {
    return TemplateSecrets.isIn(value);
  }
}
