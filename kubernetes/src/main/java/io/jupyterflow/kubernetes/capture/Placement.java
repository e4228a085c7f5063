package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.CopyRules;
import io.jupyterflow.kubernetes.pod.ItemText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where jobs may run, and how their pods reach others.
final class Placement {

  private static final String KIND = "placement";
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String FIELDS = "matchFields";

  private final KubeObject spec;
  private final CaptureReport found;

  Placement(KubeObject spec, CaptureReport found) {
    this.spec = spec;
    this.found = found;
  }

  /// Fields of the job's pod that engines have a place for.
  ///
  /// @param onlyNode the one jobs must run on, or null
  void keep(Map<String, @Nullable Object> pod, @Nullable String onlyNode) {
    plain(pod, "nodeSelector");
    tolerations(pod);
    KubeObject affinity = affinity(onlyNode);
    if (!affinity.tree().isEmpty()) {
      pod.put("affinity", affinity.tree());
    }
    String scheduler = spec.text("schedulerName");
    if (!scheduler.isEmpty() && !scheduler.equals("default-scheduler")) {
      plain(pod, "schedulerName");
    }
    String dns = spec.text("dnsPolicy");
    if (!dns.isEmpty() && !dns.equals("ClusterFirst")) {
      plain(pod, "dnsPolicy");
    }
    plain(pod, "dnsConfig");
    plain(pod, "hostAliases");
  }

  /// Its other fields.
  void keepPatch(Map<String, @Nullable Object> patch) {
    plain(patch, "runtimeClassName");
    plain(patch, "topologySpreadConstraints");
    plain(patch, "resourceClaims");
    if (spec.has("hostUsers")) {
      plain(patch, "hostUsers");
    }
    if (Boolean.FALSE.equals(spec.value("enableServiceLinks").orElse(null))) {
      plain(patch, "enableServiceLinks");
    }
  }

  /// What is never copied.
  void leaveOut() {
    leaveOut("nodeName", "the scheduler chooses a node for each job");
    leaveOut("hostname", "every pod has its own");
    leaveOut("subdomain", "it makes the notebook's pod known to others by name");
    leaveOut("priorityClassName", "jobs must not push others' notebooks out");
    leaveOut("hostNetwork", "jobs use the network of pods");
    leaveOut(
        "hostIPC", "jobs share memory with nobody; for more of it, mount a volume at /dev/shm");
    leaveOut("hostPID", "jobs see their own processes only");
    leaveOut("shareProcessNamespace", "jobs see their own processes only");
    for (KubeObject container : spec.objects("initContainers")) {
      found.leftOut(
          "container",
          container.text("name"),
          container.text("image"),
          CaptureReport.POD,
          "it prepares the notebook's pod only");
    }
  }

  /// Names the containers next to the notebook's.
  void leaveOutBeside(String notebook) {
    for (KubeObject container : spec.objects("containers")) {
      if (!container.text("name").equals(notebook)) {
        found.leftOut(
            "container",
            container.text("name"),
            container.text("image"),
            CaptureReport.POD,
            "a job ends when its command does, and other containers wouldn't");
      }
    }
  }

  private void leaveOut(String field, String reason) {
    if (spec.has(field) && !spec.text(field).equals("false")) {
      found.leftOut(KIND, field, spec.text(field), CaptureReport.POD, reason);
    }
  }

  private void plain(Map<String, @Nullable Object> into, String field) {
    Object value = spec.value(field).orElse(null);
    boolean isEmpty =
        value == null
            || (value instanceof Map<?, ?> map && map.isEmpty())
            || (value instanceof List<?> list && list.isEmpty());
    if (!isEmpty) {
      into.put(field, value);
      found.carried(KIND, field, ItemText.of(value), CaptureReport.POD, "");
    }
  }

  private void tolerations(Map<String, @Nullable Object> pod) {
    List<Object> kept = new ArrayList<>();
    for (KubeObject toleration : spec.objects("tolerations")) {
      String key = toleration.text("key");
      if (CopyRules.isToleratedByAll(key)) {
        found.leftOut("toleration", key, "", CaptureReport.POD, "every pod is given it");
      } else {
        kept.add(toleration.tree());
        String value = toleration.text("value");
        found.carried(
            "toleration",
            key.isEmpty() ? "any" : key,
            value.isEmpty() ? toleration.text("effect") : value + " " + toleration.text("effect"),
            CaptureReport.POD,
            "");
      }
    }
    if (!kept.isEmpty()) {
      pod.put("tolerations", kept);
    }
  }

  private KubeObject affinity(@Nullable String onlyNode) {
    for (String other : new String[] {"podAffinity", "podAntiAffinity"}) {
      if (spec.has("affinity", other)) {
        found.leftOut(
            "affinity",
            other,
            ItemText.of(spec.object("affinity", other).tree()),
            CaptureReport.POD,
            "it depends on labels of notebooks, which jobs don't have");
      }
    }
    KubeObject node = spec.object("affinity", "nodeAffinity");
    if (!node.tree().isEmpty()) {
      found.carried("affinity", "nodeAffinity", ItemText.of(node.tree()), CaptureReport.POD, "");
    }
    if (onlyNode != null) {
      node = on(node, onlyNode);
      found.changed(
          "affinity",
          "node",
          onlyNode,
          CaptureReport.POD,
          "a volume is only available on this node");
    }
    return affinity(node);
  }

  static KubeObject affinity(KubeObject ofNodes) {
    return ofNodes.tree().isEmpty()
        ? KubeObject.EMPTY
        : new KubeObject(Map.of("nodeAffinity", ofNodes.tree()));
  }

  /// The terms are alternatives: each of them must ask for the node.
  private static KubeObject on(KubeObject affinity, String node) {
    Map<String, @Nullable Object> field = new LinkedHashMap<>();
    field.put("key", "metadata.name");
    field.put("operator", "In");
    field.put("values", List.of(node));
    List<KubeObject> terms = affinity.objects(REQUIRED, "nodeSelectorTerms");
    List<Object> pinned = new ArrayList<>();
    for (KubeObject term : terms.isEmpty() ? List.of(KubeObject.EMPTY) : terms) {
      List<Object> fields = new ArrayList<>();
      for (KubeObject each : term.objects(FIELDS)) {
        fields.add(each.tree());
      }
      fields.add(field);
      pinned.add(term.with(FIELDS, fields).tree());
    }
    return affinity.with(REQUIRED, affinity.object(REQUIRED).with("nodeSelectorTerms", pinned));
  }
}
