package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.LabelValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A volume that one node alone can mount at a time binds jobs to the notebook's node while the
/// notebook runs, and to one another's where it does not.
///
/// @param node the notebook's: the affinity of captured pods asks for it
/// @param affinity of captured pods without that
/// @param volume what the pods that use it have as the value of [#LABEL]
/// @param notebook labels by which the notebook's pod is found that has no such label; empty where
///   it has, or has none
public record NodeBinding(
    String node, KubeObject affinity, String volume, Map<String, String> notebook) {

  /// Label of pods that use one volume; the hub's values in `deploy/` give it to notebooks.
  public static final String LABEL = "jupyterflow.dev/home";

  private static final List<String> OF_NOTEBOOKS =
      List.of("hub.jupyter.org/username", "hub.jupyter.org/servername", "notebook-name");

  public NodeBinding {
    notebook = Collections.unmodifiableMap(new LinkedHashMap<>(notebook));
  }

  /// @param claim the first one that binds
  static NodeBinding of(KubeObject pod, String claim) {
    KubeObject spec = pod.object("spec");
    KubeObject labels = pod.object("metadata", "labels");
    String volume = labels.text(LABEL);
    Map<String, String> notebook = new LinkedHashMap<>();
    for (String name : OF_NOTEBOOKS) {
      if (volume.isEmpty() && labels.has(name)) {
        notebook.put(name, labels.text(name));
      }
    }
    return new NodeBinding(
        spec.text("nodeName"),
        Placement.affinity(spec.object("affinity", "nodeAffinity")),
        volume.isEmpty() ? LabelValue.of(claim) : volume,
        notebook);
  }

  /// What a run asks for whose jobs run while the notebook is here, elsewhere, or nowhere: the node
  /// of whatever uses the volume, which is any node where nothing does, because the scheduler lets
  /// the first of a group that asks for its like go anywhere.
  ///
  /// @param spec fields of a pod that asks for no node of its own accord
  public KubeObject together(KubeObject spec) {
    Map<String, @Nullable Object> beside = new LinkedHashMap<>();
    beside.put(
        "requiredDuringSchedulingIgnoredDuringExecution", List.of(near(Map.of(LABEL, volume))));
    if (!notebook.isEmpty()) {
      Map<String, Object> preferred = new LinkedHashMap<>();
      preferred.put("weight", 100);
      preferred.put("podAffinityTerm", near(notebook));
      beside.put("preferredDuringSchedulingIgnoredDuringExecution", List.of(preferred));
    }
    KubeObject metadata = spec.object("podMetadata");
    return spec.with("affinity", affinity.with("podAffinity", beside))
        .with(
            "podMetadata", metadata.with("labels", metadata.object("labels").with(LABEL, volume)));
  }

  private static Map<String, Object> near(Map<String, String> labels) {
    Map<String, Object> term = new LinkedHashMap<>();
    term.put("labelSelector", Map.of("matchLabels", labels));
    term.put("topologyKey", "kubernetes.io/hostname");
    return term;
  }
}
