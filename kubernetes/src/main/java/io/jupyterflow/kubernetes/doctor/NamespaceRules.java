package io.jupyterflow.kubernetes.doctor;

import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds a pod against the rules of its namespace that may be read: Pod Security by the namespace's
/// label, and quotas. What breaks one is certain; that nothing does is not, because other rules
/// can't be seen.
final class NamespaceRules {

  static final String STRICTER =
      "ask your administrator to start notebooks with the securityContext that it asks for"
          + " (KubeSpawner: container_security_context), then restart the server: jobs take it"
          + " over";

  static final String STATED =
      "name them for jobs in ~/.jupyterflow.yaml, such as spec: {resources: {requests: {cpu: 500m,"
          + " memory: 1Gi}, limits: {cpu: 1, memory: 1Gi}}}, or ask your administrator for a"
          + " LimitRange that gives defaults";

  private static final String LEVEL = "pod-security.kubernetes.io/enforce";
  private static final String SECURITY = "securityContext";

  private final KubeApi api;
  private final String namespace;
  private final KubeObject spec;
  private final List<String> kept = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();

  /// @param namespace its path
  NamespaceRules(KubeApi api, String namespace, KubeObject pod) {
    this.api = api;
    this.namespace = namespace;
    this.spec = pod.object("spec");
  }

  Finding look() {
    Finding security = security();
    if (security != null) {
      return security;
    }
    Finding quota = quota();
    if (quota != null) {
      return quota;
    }
    return JobPods.unknown(
        "a dry run of one takes the right to create pods, which is not given"
            + (kept.isEmpty() ? "" : ". They keep " + String.join(" and ", kept))
            + (unread.isEmpty() ? "" : ". Nor can be read: " + String.join(" and ", unread)));
  }

  private @Nullable Finding security() {
    KubeObject rules = read("", "the namespace's labels");
    String level = rules == null ? "" : rules.text("metadata", "labels", LEVEL);
    if (!level.equals("restricted")) {
      return null;
    }
    Set<String> lacks = new LinkedHashSet<>();
    for (KubeObject container : containers()) {
      KubeObject own = container.object(SECURITY);
      boolean dropsAll = false;
      if (own.value("capabilities", "drop").orElse(null) instanceof List<?> drop) {
        dropsAll = drop.contains("ALL");
      }
      if (!Boolean.FALSE.equals(own.value("allowPrivilegeEscalation").orElse(null))) {
        lacks.add("allowPrivilegeEscalation: false");
      }
      if (!dropsAll) {
        lacks.add("capabilities: {drop: [ALL]}");
      }
      if (!own.isTrue("runAsNonRoot") && !spec.isTrue(SECURITY, "runAsNonRoot")) {
        lacks.add("runAsNonRoot: true");
      }
      if (!own.has("seccompProfile") && !spec.has(SECURITY, "seccompProfile")) {
        lacks.add("seccompProfile: {type: RuntimeDefault}");
      }
    }
    if (lacks.isEmpty()) {
      kept.add("Pod Security 'restricted'");
      return null;
    }
    return new Finding(
        JobPods.NAME,
        Outcome.BAD,
        "the cluster refuses them: the namespace has Pod Security 'restricted', and they lack "
            + String.join(", ", lacks),
        STRICTER);
  }

  private @Nullable Finding quota() {
    KubeObject quotas = read("/resourcequotas", "its quotas");
    if (quotas == null || quotas.objects("items").isEmpty()) {
      return null;
    }
    KubeObject ranges = read("/limitranges", "its LimitRanges");
    if (ranges == null || gives(ranges)) {
      return null;
    }
    for (KubeObject quota : quotas.objects("items")) {
      Set<String> lacks = new LinkedHashSet<>();
      if (!quota.has("spec", "scopes") && !quota.has("spec", "scopeSelector")) {
        for (String asked : quota.object("spec", "hard").tree().keySet()) {
          for (KubeObject container : containers()) {
            if (lacks(container.object("resources"), asked)) {
              lacks.add(asked);
            }
          }
        }
      }
      if (!lacks.isEmpty()) {
        return new Finding(
            JobPods.NAME,
            Outcome.BAD,
            "the cluster refuses them: the namespace's quota "
                + quota.name()
                + " demands that each names "
                + String.join(", ", lacks),
            STATED);
      }
      kept.add("the quota " + quota.name());
    }
    return null;
  }

  /// Whether a LimitRange gives containers what they don't name.
  private static boolean gives(KubeObject ranges) {
    for (KubeObject range : ranges.objects("items")) {
      for (KubeObject limit : range.objects("spec", "limits")) {
        if (limit.text("type").equals("Container")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean lacks(KubeObject resources, String asked) {
    return switch (asked) {
      case "cpu", "requests.cpu" -> isWithout(resources, "requests", "cpu");
      case "memory", "requests.memory" -> isWithout(resources, "requests", "memory");
      case "limits.cpu" -> isWithout(resources, "limits", "cpu");
      case "limits.memory" -> isWithout(resources, "limits", "memory");
      default -> false;
    };
  }

  /// A limit is a request, too, where there is no other.
  private static boolean isWithout(KubeObject resources, String part, String kind) {
    return !resources.has(part, kind)
        && !(part.equals("requests") && resources.has("limits", kind));
  }

  private List<KubeObject> containers() {
    List<KubeObject> all = new ArrayList<>(spec.objects("containers"));
    all.addAll(spec.objects("initContainers"));
    return all;
  }

  private @Nullable KubeObject read(String what, String name) {
    try {
      return api.get(namespace + what);
    } catch (KubeException notTold) {
      unread.add(name);
      return null;
    }
  }
}
