package io.jupyterflow.kubernetes.doctor;

import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.core.quantity.Bytes;
import io.jupyterflow.core.quantity.Cores;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds out whether the cluster takes pods such as the engine makes of jobs: the API server judges
/// one and makes none. Who may not create pods may not have it do that; then the rules are read, as
/// far as they may be, and what can't be is told as such.
public final class JobPods {

  static final String NAME = "pods of jobs";

  private static final String FORBIDDEN = " is forbidden: ";

  private static final Permission CREATE = new Permission("", "pods", "create", "a check", false);

  private final KubeApi api;
  private final Access access;
  private final PodEnvironment environment;

  public JobPods(KubeApi api, Access access, PodEnvironment environment) {
    this.api = api;
    this.access = access;
    this.environment = environment;
  }

  public Finding look() {
    String namespace = "/api/v1/namespaces/" + environment.namespace();
    if (access.own(CREATE) != Access.Answer.YES) {
      return new NamespaceRules(api, namespace, pod()).look();
    }
    try {
      api.create(namespace + "/pods?dryRun=All", pod());
      return new Finding(NAME, Outcome.GOOD, "the cluster takes them, by a dry run", "");
    } catch (KubeException.Answered e) {
      return refused(e);
    } catch (KubeException.Unanswered e) {
      return unknown("the API server doesn't answer a dry run of one: " + e.getMessage());
    }
  }

  static Finding unknown(String why) {
    return new Finding(
        NAME, Outcome.UNKNOWN, why + ", so whether the cluster takes them shows with a run", "");
  }

  private static Finding refused(KubeException.Answered e) {
    String said = e.said();
    if (e.isPassing() || said.contains("dry run")) {
      return unknown("the cluster can't judge one beforehand: " + said);
    }
    int forbidden = said.indexOf(FORBIDDEN);
    String rule = forbidden < 0 ? said : said.substring(forbidden + FORBIDDEN.length());
    boolean waits = said.contains("exceeded quota: ") && !isMoreThanAll(said);
    return new Finding(
        NAME,
        waits ? Outcome.LACKING : Outcome.BAD,
        (waits ? "they have to wait: " : "the cluster refuses them: ") + rule,
        remedy(said));
  }

  private static String remedy(String said) {
    if (said.contains("violates PodSecurity")) {
      return NamespaceRules.STRICTER;
    }
    if (said.contains("must specify")) {
      return NamespaceRules.STATED;
    }
    if (said.contains("exceeded quota: ")) {
      return "ask for less with --cpu and --memory, wait until other pods are done, or ask your"
          + " administrator for more";
    }
    if (said.contains("mum ") && said.contains(" usage per ")) {
      return "stay within that with spec: {resources: …} in ~/.jupyterflow.yaml, or ask your"
          + " administrator to change the namespace's LimitRange";
    }
    return "ask your administrator about that rule";
  }

  /// Whether more is asked for than the quota has when nobody uses it.
  private static boolean isMoreThanAll(String said) {
    Map<String, String> limited = amounts(said, ", limited: ");
    for (Map.Entry<String, String> asked : amounts(said, ", requested: ").entrySet()) {
      BigDecimal limit = amount(limited.getOrDefault(asked.getKey(), ""));
      if (limit.signum() > 0 && amount(asked.getValue()).compareTo(limit) > 0) {
        return true;
      }
    }
    return false;
  }

  /// An amount of any kind, 0 where it is none that we know.
  private static BigDecimal amount(String text) {
    return Bytes.parse(text)
        .map(BigDecimal::valueOf)
        .or(() -> Cores.parse(text))
        .orElse(BigDecimal.ZERO);
  }

  private static Map<String, String> amounts(String said, String before) {
    Map<String, String> amounts = new LinkedHashMap<>();
    int from = said.indexOf(before);
    String rest = from < 0 ? "" : said.substring(from + before.length());
    int end = rest.indexOf(", ");
    for (String each : (end < 0 ? rest : rest.substring(0, end)).split(",", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        amounts.put(each.substring(0, equals), each.substring(equals + 1).strip());
      }
    }
    return amounts;
  }

  /// A pod as the engine would make it of a job, except for what no rule asks for. Which image the
  /// engine's own containers have is not known here: they get the job's.
  KubeObject pod() {
    KubeObject container = environment.container();
    Map<String, @Nullable Object> spec = new LinkedHashMap<>(environment.pod().tree());
    spec.putAll(environment.patch().tree());
    spec.put("restartPolicy", "Never");
    if (environment.serviceAccount() != null) {
      spec.put("serviceAccountName", environment.serviceAccount());
    }
    String image = container.text("image");
    List<Object> containers = new ArrayList<>();
    containers.add(
        container
            .with("name", PodEnvironment.JOB_CONTAINER)
            .with("command", List.of("true"))
            .with("env", null)
            .with("envFrom", null)
            .tree());
    containers.addAll(own("containers", image));
    spec.put("containers", containers);
    spec.put("initContainers", own("initContainers", image));
    return KubeObject.EMPTY
        .with("apiVersion", "v1")
        .with("kind", "Pod")
        .with(
            "metadata",
            KubeObject.EMPTY
                .with("generateName", "jupyterflow-doctor-")
                .with("namespace", environment.namespace())
                .with("labels", Map.of("app.kubernetes.io/managed-by", "jupyterflow")))
        .with("spec", spec);
  }

  private List<Object> own(String list, String image) {
    List<Object> all = new ArrayList<>();
    for (KubeObject own : environment.helpers().in(environment.patch(), list)) {
      all.add(own.with("image", image).with("command", List.of("true")).tree());
    }
    return all;
  }
}
