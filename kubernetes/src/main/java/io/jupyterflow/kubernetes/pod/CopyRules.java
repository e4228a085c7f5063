package io.jupyterflow.kubernetes.pod;

import io.jupyterflow.core.environment.SessionVariables;
import io.jupyterflow.core.text.NamePattern;
import java.util.List;
import java.util.Optional;

/// What of a notebook never travels to a job, each with the reason users are shown: the one place
/// that decides it by name. Everything is looked at by these names only after its kind was: a claim
/// is never left out for what it is called.
public final class CopyRules {

  /// @param name whole, or its beginning with a `*` after it
  private record Rule(String name, String reason) {
    boolean isFor(String candidate) {
      return NamePattern.fits(name, candidate);
    }
  }

  private static final int FINGERPRINT = 40;
  private static final String OF_HUB = "it is the notebook server's own, and may be its token";
  private static final String OF_LIMITS = "it says the notebook's limits; a job has its own";
  private static final String OF_POD = "every pod has its own";
  private static final String OF_RUN = "every job has its own";
  private static final String OF_TERMINAL = "it is about the terminal, and jobs have none";
  private static final String OF_KERNEL = "it is about the notebook's kernel, and jobs have none";
  private static final String OF_MESH = "it is the service mesh's, which jobs are not part of";
  private static final String OF_VAULT = "the vault's agent fills it, and jobs have none";
  private static final String OF_DEVICES = "it names the notebook's GPUs; a job gets its own";
  private static final String OF_IDENTITY =
      "the cluster adds it again to the pods of a service account that has one";

  /// Variables that never travel, wherever they are from.
  private static final List<Rule> VARIABLES =
      List.of(
          new Rule("MEM_LIMIT", OF_LIMITS),
          new Rule("MEM_GUARANTEE", OF_LIMITS),
          new Rule("CPU_LIMIT", OF_LIMITS),
          new Rule("CPU_GUARANTEE", OF_LIMITS),
          new Rule("KUBERNETES_*", OF_POD),
          new Rule("HOSTNAME", OF_POD),
          new Rule("JUPYTERFLOW_*", OF_RUN),
          new Rule("ARGO_CONTAINER_NAME", OF_RUN),
          new Rule("ARGO_TEMPLATE", OF_RUN),
          new Rule("ARGO_NODE_ID", OF_RUN),
          new Rule("ARGO_INCLUDE_SCRIPT_OUTPUT", OF_RUN),
          new Rule("ARGO_DEADLINE", OF_RUN),
          new Rule("ARGO_PROGRESS_*", OF_RUN),
          new Rule("ARGO_POD_*", OF_RUN));

  /// Variables that the process has beyond the pod's document and that say nothing to a job.
  private static final List<Rule> NOISE =
      List.of(
          new Rule("PWD", OF_RUN),
          new Rule("CLICOLOR*", OF_KERNEL),
          new Rule("FORCE_COLOR", OF_KERNEL),
          new Rule("PAGER", OF_KERNEL),
          new Rule("GIT_PAGER", OF_KERNEL),
          new Rule("PYDEVD_USE_FRAME_EVAL", OF_KERNEL),
          new Rule("JUPYTER_SERVER_*", OF_KERNEL),
          new Rule("NVIDIA_VISIBLE_DEVICES", OF_DEVICES));

  /// Variables by which the notebook's container was told of its devices; the user's own travel.
  private static final List<Rule> DEVICES =
      List.of(
          new Rule("CUDA_VISIBLE_DEVICES", OF_DEVICES),
          new Rule("CUDA_DEVICE_*", OF_DEVICES),
          new Rule("ROCR_VISIBLE_DEVICES", OF_DEVICES),
          new Rule("HIP_VISIBLE_DEVICES", OF_DEVICES),
          new Rule("GPU_DEVICE_ORDINAL", OF_DEVICES),
          new Rule("HABANA_VISIBLE_DEVICES", OF_DEVICES),
          new Rule("ASCEND_VISIBLE_DEVICES", OF_DEVICES),
          new Rule("AWS_NEURON_VISIBLE_DEVICES", OF_DEVICES),
          new Rule("NEURON_RT_VISIBLE_CORES", OF_DEVICES),
          new Rule("TPU_*", OF_DEVICES),
          new Rule("PCIDEVICE_*", OF_DEVICES));

  private static final List<Rule> VOLUMES =
      List.of(
          new Rule("kube-api-access-*", OF_POD),
          new Rule("istio*", OF_MESH),
          new Rule("workload-socket", OF_MESH),
          new Rule("credential-socket", OF_MESH),
          new Rule("workload-certs", OF_MESH),
          new Rule("envoy*", OF_MESH),
          new Rule("linkerd-*", OF_MESH),
          new Rule("vault-secrets", OF_VAULT),
          new Rule("home-init", OF_VAULT),
          new Rule("home-sidecar", OF_VAULT),
          new Rule("jupyterhub-internal-certs", "these are the hub's certificates for the server"),
          new Rule("aws-iam-token", OF_IDENTITY),
          new Rule("eks-pod-identity-token", OF_IDENTITY),
          new Rule("azure-identity-token", OF_IDENTITY),
          new Rule("var-run-argo", OF_RUN),
          new Rule("tmp-dir-argo", OF_RUN));

  /// Containers that stand next to the user's.
  private static final List<Rule> SIDECARS =
      List.of(
          new Rule("istio-*", ""),
          new Rule("envoy*", ""),
          new Rule("linkerd-*", ""),
          new Rule("vault-agent*", ""),
          new Rule("oauth-proxy", ""),
          new Rule("cloud-sql-proxy", ""),
          new Rule("cloudsql-proxy", ""),
          new Rule("fluent-bit", ""),
          new Rule("fluentd", ""),
          new Rule("gke-gcsfuse-sidecar", ""),
          new Rule("wait", ""));

  /// What every pod is given by the API server.
  private static final List<String> TOLERATED_BY_ALL =
      List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

  private CopyRules() {}

  /// Why a variable never travels, wherever it is from; nothing where it may.
  public static Optional<String> variable(String name) {
    return SessionVariables.isOfServer(name) ? Optional.of(OF_HUB) : reason(VARIABLES, name);
  }

  /// Why a variable that only the process has doesn't travel; nothing where it does.
  ///
  /// @param isOfStart whether the container's first process has the same
  public static Optional<String> processVariable(String name, String value, boolean isOfStart) {
    if (name.equals("GPG_KEY") && value.length() == FINGERPRINT) {
      return Optional.of("images of Python say so by which key Python was signed");
    }
    if (isOfStart) {
      Optional<String> ofDevices = reason(DEVICES, name);
      if (ofDevices.isPresent()) {
        return ofDevices;
      }
    }
    if (isServiceLink(name, value)) {
      return Optional.of("it is about a service of the cluster, and every pod gets these");
    }
    if (name.equals("MPLBACKEND") && value.startsWith("module://")) {
      return Optional.of(OF_KERNEL);
    }
    Optional<String> noise = reason(NOISE, name);
    return noise.isEmpty() && SessionVariables.isOfTerminal(name)
        ? Optional.of(OF_TERMINAL)
        : noise;
  }

  public static Optional<String> volume(String name) {
    return reason(VOLUMES, name);
  }

  /// Whether a vault's agent adds a volume of this name to each pod it serves.
  public static boolean isOfVault(String volume) {
    return reason(VOLUMES, volume).filter(OF_VAULT::equals).isPresent();
  }

  public static boolean isSidecar(String container) {
    return reason(SIDECARS, container).isPresent();
  }

  /// Whether every pod has this toleration anyway.
  public static boolean isToleratedByAll(String key) {
    return TOLERATED_BY_ALL.contains(key);
  }

  /// The kubelet gives each container the addresses of the namespace's services.
  private static boolean isServiceLink(String name, String value) {
    if (name.endsWith("_SERVICE_HOST")
        || name.endsWith("_SERVICE_PORT")
        || name.contains("_SERVICE_PORT_")) {
      return true;
    }
    boolean isAddress =
        value.startsWith("tcp://") || value.startsWith("udp://") || value.startsWith("sctp://");
    int port = name.indexOf("_PORT");
    return port > 0
        && ((isAddress && name.endsWith("_PORT"))
            || name.indexOf("_TCP", port) > 0
            || name.indexOf("_UDP", port) > 0
            || name.indexOf("_SCTP", port) > 0);
  }

  private static Optional<String> reason(List<Rule> rules, String name) {
    for (Rule rule : rules) {
      if (rule.isFor(name)) {
        return Optional.of(rule.reason());
      }
    }
    return Optional.empty();
  }
}
