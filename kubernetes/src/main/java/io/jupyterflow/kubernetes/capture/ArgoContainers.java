package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.quantity.Bytes;
import io.jupyterflow.core.quantity.Cores;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.ItemText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Argo's own containers in a job's pod, `init` before and `wait` beside it. A rule of the
/// namespace that asks something of every container asks it of them, too, and Argo gives them
/// nothing: so they get of the notebook's security context what takes rights away, and small
/// resources of each kind that it states: guaranteed where its are.
///
/// That is done where the notebook's container looks as if such a rule was there: it gives up more
/// than a hub has every notebook give up, or states both cores and memory. What a LimitRange put
/// into it, that puts into them.
final class ArgoContainers {

  private static final String RESOURCES = "resources";
  private static final String SECURITY = "securityContext";
  private static final String RANGER = "kubernetes.io/limit-ranger";
  private static final String[] PARTS = {"requests", "limits"};

  /// What a container gives up that keeps a strict rule.
  private static final List<String> STRICT =
      List.of("capabilities", "runAsNonRoot", "seccompProfile", "readOnlyRootFilesystem");

  /// What is taken over as it is.
  private static final List<String> GIVEN_UP =
      List.of(
          "allowPrivilegeEscalation",
          "runAsNonRoot",
          "readOnlyRootFilesystem",
          "seccompProfile",
          "seLinuxOptions");

  private static final List<String> KINDS = List.of("cpu", "memory", "ephemeral-storage");

  /// What Argo's documents give them: both idle but for a moment.
  private static final Map<String, String> REQUESTS =
      Map.of("cpu", "100m", "memory", "64Mi", "ephemeral-storage", "64Mi");

  private static final Map<String, String> LIMITS =
      Map.of("cpu", "200m", "memory", "256Mi", "ephemeral-storage", "1Gi");

  private ArgoContainers() {}

  /// Puts what they get into the patch of every job's pod.
  static void keep(
      KubeObject pod,
      KubeObject container,
      Map<String, @Nullable Object> patch,
      CaptureReport found) {
    String set = pod.text("metadata", "annotations", RANGER);
    KubeObject defaulted = set.isEmpty() ? KubeObject.EMPTY : byRanger(set, container.text("name"));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    KubeObject security = security(container.object(SECURITY));
    if (!security.tree().isEmpty()) {
      fields.put(SECURITY, security.tree());
    }
    KubeObject resources = resources(container.object(RESOURCES), defaulted);
    if (!resources.tree().isEmpty()) {
      fields.put(RESOURCES, resources.tree());
    }
    if (!fields.isEmpty()) {
      put(fields, patch);
      found.changed(
          "container",
          "init and wait",
          ItemText.of(fields),
          "built in",
          "Argo's own in each job's pod: rules for every container hold for them, too");
    }
  }

  /// A patch of every job's pod, after settings gave the job's container other resources.
  ///
  /// @param before what the container stated before, and they have been given
  static KubeObject with(KubeObject patch, KubeObject before, KubeObject now) {
    KubeObject resources = resources(now, before);
    if (resources.tree().isEmpty()) {
      return patch;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (KubeObject own : patch.objects("containers")) {
      fields.putAll(own.tree());
    }
    KubeObject had = new KubeObject(fields).object(RESOURCES);
    for (String part : PARTS) {
      Map<String, @Nullable Object> amounts = new LinkedHashMap<>(resources.object(part).tree());
      amounts.putAll(had.object(part).tree());
      had = amounts.isEmpty() ? had : had.with(part, amounts);
    }
    fields.put(RESOURCES, had.tree());
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(patch.tree());
    put(fields, changed);
    return new KubeObject(changed);
  }

  private static void put(
      Map<String, @Nullable Object> fields, Map<String, @Nullable Object> into) {
    into.put("initContainers", List.of(named("init", fields)));
    into.put("containers", List.of(named("wait", fields)));
  }

  private static Map<String, @Nullable Object> named(
      String name, Map<String, @Nullable Object> fields) {
    Map<String, @Nullable Object> container = new LinkedHashMap<>();
    container.put("name", name);
    container.putAll(fields);
    return container;
  }

  private static KubeObject security(KubeObject of) {
    boolean isStrict = false;
    for (String field : STRICT) {
      isStrict |= of.has(field);
    }
    if (!isStrict) {
      return KubeObject.EMPTY;
    }
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    for (String field : GIVEN_UP) {
      of.value(field).ifPresent(value -> kept.put(field, value));
    }
    of.value("capabilities", "drop")
        .ifPresent(drop -> kept.put("capabilities", Map.of("drop", drop)));
    return new KubeObject(kept);
  }

  /// @param except what they have already
  private static KubeObject resources(KubeObject of, KubeObject except) {
    if (!states(of, "cpu") || !states(of, "memory")) {
      return KubeObject.EMPTY;
    }
    KubeObject given = KubeObject.EMPTY;
    for (String part : PARTS) {
      Map<String, @Nullable Object> amounts = new LinkedHashMap<>();
      for (String kind : KINDS) {
        boolean isSame = of.text("requests", kind).equals(of.text("limits", kind));
        Map<String, String> wanted = part.equals("limits") || isSame ? LIMITS : REQUESTS;
        if (of.has(part, kind) && !except.has(part, kind)) {
          amounts.put(kind, least(kind, of.text(part, kind), wanted.getOrDefault(kind, "")));
        }
      }
      given = amounts.isEmpty() ? given : given.with(part, amounts);
    }
    return given;
  }

  private static boolean states(KubeObject resources, String kind) {
    return resources.has("requests", kind) || resources.has("limits", kind);
  }

  /// What no maximum for containers that the notebook keeps forbids.
  private static String least(String kind, String stated, String wanted) {
    boolean isLess =
        kind.equals("cpu")
            ? isLess(Cores.parse(stated).orElse(null), Cores.parse(wanted).orElse(null))
            : isLess(Bytes.parse(stated).orElse(null), Bytes.parse(wanted).orElse(null));
    return isLess ? stated : wanted;
  }

  private static <T extends Comparable<T>> boolean isLess(@Nullable T stated, @Nullable T wanted) {
    return stated != null && wanted != null && stated.compareTo(wanted) < 0;
  }

  /// What a LimitRange put into a container, as the cluster notes it at the pod: `LimitRanger
  /// plugin set: cpu, memory request for container nb; memory limit for container nb`.
  private static KubeObject byRanger(String note, String container) {
    KubeObject set = KubeObject.EMPTY;
    for (String each : note.substring(note.indexOf(':') + 1).split(";", -1)) {
      for (String part : PARTS) {
        String end = " " + part.substring(0, part.length() - 1) + " for container " + container;
        if (each.endsWith(end)) {
          Map<String, @Nullable Object> kinds = new LinkedHashMap<>();
          for (String kind : each.substring(0, each.length() - end.length()).split(",", -1)) {
            kinds.put(kind.strip(), "");
          }
          set = set.with(part, kinds);
        }
      }
    }
    return set;
  }
}
