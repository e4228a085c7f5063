package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.quantity.Bytes;
import io.jupyterflow.core.quantity.Cores;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.ItemText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The engine's own containers in a job's pod, before and next to the job's. A rule of the
/// namespace that asks something of every container asks it of them, too, and an engine may give
/// them nothing: so they get of the notebook's security context what takes rights away, and small
/// resources of each kind that it states: guaranteed where its are.
///
/// That is done where the notebook's container looks as if such a rule was there: it gives up more
/// than a hub has every notebook give up, or states both cores and memory. What a LimitRange put
/// into it, that puts into them.
///
/// @param before names of those that run before the job
/// @param beside names of those that run next to it
/// @param requests what each of them asks for, by kind
/// @param limits what each of them may have, by kind
/// @param reason why they are changed, for who reads what jobs get
public record HelperContainers(
    List<String> before,
    List<String> beside,
    Map<String, String> requests,
    Map<String, String> limits,
    String reason) {

  /// For pods that have the job's container only.
  public static final HelperContainers NONE =
      new HelperContainers(List.of(), List.of(), Map.of(), Map.of(), "");

  private static final String RESOURCES = "resources";
  private static final String SECURITY = "securityContext";
  private static final String RANGER = "kubernetes.io/limit-ranger";
  private static final String[] LISTS = {"initContainers", "containers"};
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

  public HelperContainers {
    before = List.copyOf(before);
    beside = List.copyOf(beside);
    requests = Map.copyOf(requests);
    limits = Map.copyOf(limits);
  }

  private boolean isNone() {
    return before.isEmpty() && beside.isEmpty();
  }

  /// Puts what they get into the patch of every job's pod.
  void keep(
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
    if (!fields.isEmpty() && !isNone()) {
      put(fields, patch);
      found.changed("container", names(), ItemText.of(fields), "built in", reason);
    }
  }

  /// A patch of every job's pod, after settings gave the job's container other resources.
  ///
  /// @param before what the container stated before, and they have been given
  KubeObject with(KubeObject patch, KubeObject before, KubeObject now) {
    KubeObject resources = resources(now, before);
    if (resources.tree().isEmpty() || isNone()) {
      return patch;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String list : LISTS) {
      for (KubeObject own : patch.objects(list)) {
        fields.putAll(own.tree());
      }
    }
    fields.remove("name");
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

  /// `init and wait`
  private String names() {
    List<String> all = new ArrayList<>(before);
    all.addAll(beside);
    return String.join(" and ", all);
  }

  private void put(Map<String, @Nullable Object> fields, Map<String, @Nullable Object> into) {
    put("initContainers", before, fields, into);
    put("containers", beside, fields, into);
  }

  private static void put(
      String list,
      List<String> names,
      Map<String, @Nullable Object> fields,
      Map<String, @Nullable Object> into) {
    List<Object> containers = new ArrayList<>();
    for (String name : names) {
      Map<String, @Nullable Object> container = new LinkedHashMap<>();
      container.put("name", name);
      container.putAll(fields);
      containers.add(container);
    }
    if (!containers.isEmpty()) {
      into.put(list, containers);
    }
  }

  /// The helpers of a job's pod, each with what it gets.
  ///
  /// @param patch of the pod
  /// @param list `containers` or `initContainers`
  public List<KubeObject> in(KubeObject patch, String list) {
    List<KubeObject> all = new ArrayList<>();
    for (String name : list.equals("containers") ? beside : before) {
      KubeObject own = KubeObject.EMPTY;
      for (KubeObject each : patch.objects(list)) {
        own = each.text("name").equals(name) ? each : own;
      }
      all.add(own.with("name", name));
    }
    return all;
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
  private KubeObject resources(KubeObject of, KubeObject except) {
    if (!states(of, "cpu") || !states(of, "memory")) {
      return KubeObject.EMPTY;
    }
    KubeObject given = KubeObject.EMPTY;
    for (String part : PARTS) {
      Map<String, @Nullable Object> amounts = new LinkedHashMap<>();
      for (String kind : KINDS) {
        boolean isSame = of.text("requests", kind).equals(of.text("limits", kind));
        Map<String, String> wanted = part.equals("limits") || isSame ? limits : requests;
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
