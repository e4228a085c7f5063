package io.jupyterflow.argo.compile;

import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a run's jobs had and those of another environment would have otherwise: image, resources,
/// volumes. Variables are not compared: they differ with every terminal.
public final class EnvironmentDifference {

  private EnvironmentDifference() {}

  /// What is otherwise, in words: `image lab:1 -> lab:2`; empty where nothing is.
  ///
  /// @param workflow of the run
  public static List<String> of(KubeObject workflow, PodEnvironment now) {
    KubeObject before = KubeObject.EMPTY;
    for (KubeObject template : workflow.objects("spec", "templates")) {
      if (before.tree().isEmpty()) {
        before = template.object("container");
      }
    }
    if (before.tree().isEmpty()) {
      return List.of();
    }
    List<String> differences = new ArrayList<>();
    add("image", before.text("image"), now.container().text("image"), differences);
    add("", amounts(before), amounts(now.container()), differences);
    add(
        "volume at ",
        volumes(before, workflow.object("spec")),
        volumes(now.container(), now.pod()),
        differences);
    return differences;
  }

  private static void add(
      String kind, Map<String, String> before, Map<String, String> now, List<String> into) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      add(kind + name, before.getOrDefault(name, ""), now.getOrDefault(name, ""), into);
    }
  }

  private static void add(String what, String before, String now, List<String> into) {
    if (!before.equals(now)) {
      into.add(what + " " + named(before) + " -> " + named(now));
    }
  }

  private static String named(String value) {
    return value.isEmpty() ? "none" : value;
  }

  /// By `memory limit`, `cpu request`.
  private static Map<String, String> amounts(KubeObject container) {
    Map<String, String> amounts = new LinkedHashMap<>();
    for (String part : new String[] {"requests", "limits"}) {
      KubeObject resources = container.object("resources", part);
      String which = part.equals("limits") ? " limit" : " request";
      for (String name : resources.tree().keySet()) {
        amounts.put(name + which, resources.text(name));
      }
    }
    return amounts;
  }

  /// By where they are mounted: what they are, of which part.
  private static Map<String, String> volumes(KubeObject container, KubeObject pod) {
    Map<String, KubeObject> byName = new LinkedHashMap<>();
    for (KubeObject volume : pod.objects("volumes")) {
      byName.put(volume.text("name"), volume);
    }
    Map<String, String> volumes = new LinkedHashMap<>();
    for (KubeObject mount : container.objects("volumeMounts")) {
      String part = mount.text("subPath");
      volumes.put(
          mount.text("mountPath"),
          text(byName.getOrDefault(mount.text("name"), KubeObject.EMPTY))
              + (part.isEmpty() ? "" : ", folder " + part)
              + (mount.isTrue("readOnly") ? ", read-only" : ""));
    }
    return volumes;
  }

  /// `persistentVolumeClaim claim-alice`.
  private static String text(KubeObject volume) {
    for (String kind : volume.tree().keySet()) {
      if (!kind.equals("name")) {
        KubeObject source = volume.object(kind);
        for (String key : new String[] {"claimName", "name", "secretName", "path", "driver"}) {
          if (source.has(key)) {
            return kind + " " + source.text(key);
          }
        }
        return kind;
      }
    }
    return "unknown";
  }
}
