package io.jupyterflow.kubernetes.pod;

import io.jupyterflow.core.text.NamePattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which labels and annotations of the notebook's pod its volumes and its identity need: the one
/// place that decides it. `docs/kubernetes.md` has it in words.
///
/// What no rule names is left out. Labels are how services, network rules, hubs and Kubeflow find
/// notebooks, and jobs must not be treated as one. Annotations are notes about one pod.
public final class MetadataRules {

  /// What happens to a label or an annotation.
  ///
  /// @param key whole; or a beginning, with a `*` after it; or a domain with its subdomains, with a
  ///   slash and a `*` after it
  public record Rule(String key, boolean isCarried, String reason) {

    boolean isFor(String candidate) {
      if (key.endsWith("/*")) {
        String domain = key.substring(0, key.length() - 2);
        int from = candidate.indexOf('/') - domain.length();
        return from >= 0
            && candidate.startsWith(domain, from)
            && (from == 0 || candidate.charAt(from - 1) == '.');
      }
      return NamePattern.fits(key, candidate);
    }
  }

  private static final String OF_VOLUMES = "a volume's driver uses it";
  private static final String OF_RUNTIME = "the container runtime uses it";
  private static final String OF_IDENTITY =
      "credentials are given by it, to a service account that may have them";
  private static final String OF_VAULT = "the vault's agent fills in secrets by it";
  private static final String OF_WEBHOOK =
      "a webhook writes it when it is done, and would skip jobs";
  private static final String OF_MESH =
      "jobs are outside of the service mesh, whose sidecar would keep them from ending";

  /// The first that fits counts.
  private static final List<Rule> ALL =
      List.of(
          new Rule("vault.hashicorp.com/agent-inject-status", false, OF_WEBHOOK),
          new Rule("done.sidecar.fluid.io/*", false, OF_WEBHOOK),
          new Rule(
              "azure.workload.identity/inject-proxy-sidecar",
              false,
              "the proxy in the pod of a job would keep it from ending"),
          new Rule("gke-gcsfuse/*", true, OF_VOLUMES),
          new Rule("gke-parallelstore/*", true, OF_VOLUMES),
          new Rule("serverless.fluid.io/*", true, OF_VOLUMES),
          new Rule("io.kubernetes.cri-o.*", true, OF_RUNTIME),
          new Rule("azure.workload.identity/*", true, OF_IDENTITY),
          new Rule("aadpodidbinding", true, OF_IDENTITY),
          new Rule("iam.amazonaws.com/*", true, OF_IDENTITY),
          new Rule("eks.amazonaws.com/skip-containers", true, OF_IDENTITY),
          new Rule("eks.amazonaws.com/token-expiration", true, OF_IDENTITY),
          new Rule("eks.amazonaws.com/sts-regional-endpoints", true, OF_IDENTITY),
          new Rule("pod-identity.alibabacloud.com/*", true, OF_IDENTITY),
          new Rule("vault.hashicorp.com/*", true, OF_VAULT),
          new Rule("vault.security.banzaicloud.io/*", true, OF_VAULT),
          new Rule(
              "istio.io/dataplane-mode", true, "the mesh carries pods by it without a sidecar"),
          new Rule("istio.io/*", false, OF_MESH),
          new Rule("linkerd.io/*", false, OF_MESH),
          new Rule("kuma.io/*", false, OF_MESH),
          new Rule("consul.hashicorp.com/*", false, OF_MESH),
          new Rule("dapr.io/*", false, OF_MESH));

  private MetadataRules() {}

  /// The rule for a label or an annotation, or null where there is none.
  public static @Nullable Rule of(String key) {
    for (Rule rule : ALL) {
      if (rule.isFor(key)) {
        return rule;
      }
    }
    return null;
  }
}
