package io.jupyterflow.kubernetes.doctor;

import io.jupyterflow.kubernetes.capture.Capture;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A right that something we do takes.
///
/// @param group of the API, empty for the core's
/// @param resource with its subresource: `pods/log`
/// @param name of the one object it is about, or null for all of the kind
/// @param feature what users can't do without it
/// @param isNeeded whether no run works without it
public record Permission(
    String group,
    String resource,
    String verb,
    @Nullable String name,
    String feature,
    boolean isNeeded) {

  /// The feature that is all of it: no flow runs without.
  public static final String RUN = "run";

  /// Flows that run on a schedule.
  public static final String CRON = "cron";

  private static final String LOGS = "logs";
  private static final String RULES = "a check for rules that jobs have to keep";

  public Permission(String group, String resource, String verb, String feature, boolean isNeeded) {
    this(group, resource, verb, null, feature, isNeeded);
  }

  /// To see the notebook's own pod.
  public static final Permission OWN_POD = new Permission("", "pods", "get", RUN, true);

  /// What else any engine needs of the notebook's account: to see the pods of jobs and what they
  /// print, what pods wait for, and the rules for them, and to keep variables secret.
  public static final List<Permission> OF_PODS =
      List.of(
          new Permission("", "pods", "list", LOGS, false),
          new Permission("", "pods", "watch", LOGS, false),
          new Permission("", "pods/log", "get", LOGS, false),
          new Permission("", "events", "list", "why", false),
          new Permission(
              "",
              "persistentvolumeclaims",
              "get",
              "jobs on other nodes than the notebook's",
              false),
          new Permission("", "namespaces", "get", RULES, false),
          new Permission("", "resourcequotas", "list", RULES, false),
          new Permission("", "limitranges", "list", RULES, false),
          ofAccount(Capture.JOB_ACCOUNT),
          new Permission("", "secrets", "create", "runs with secret variables", false));

  /// To see whether the account of jobs is there; none of the others is told.
  static Permission ofAccount(String name) {
    return new Permission(
        "", "serviceaccounts", "get", name, "a check for the service account of jobs", false);
  }

  /// Whether it is to see the notebook's own pod and what that mounts.
  public boolean isOfPod() {
    return (resource.equals("pods") && verb.equals("get"))
        || resource.equals("persistentvolumeclaims");
  }

  /// Whether it is to run flows on a schedule.
  public boolean isOfCron() {
    return feature.equals(CRON);
  }

  /// This for another account of jobs than `deploy/` makes.
  public Permission forJobsOf(String account) {
    return Capture.JOB_ACCOUNT.equals(name) ? ofAccount(account) : this;
  }

  /// `create deployments.apps`
  public String text() {
    return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
  }

  /// What a review of access asks about.
  Map<String, @Nullable Object> attributes(String namespace) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("namespace", namespace);
    attributes.put("verb", verb);
    attributes.put("group", group);
    int slash = resource.indexOf('/');
    attributes.put("resource", slash < 0 ? resource : resource.substring(0, slash));
    if (slash > 0) {
      attributes.put("subresource", resource.substring(slash + 1));
    }
    if (name != null) {
      attributes.put("name", name);
    }
    return attributes;
  }

  /// Rules of a role that give these rights.
  static List<Object> rules(List<Permission> rights) {
    Map<KubeObject, List<String>> verbs = new LinkedHashMap<>();
    for (Permission right : rights) {
      KubeObject what =
          KubeObject.EMPTY
              .with("apiGroups", List.of(right.group))
              .with("resources", List.of(right.resource))
              .with("resourceNames", right.name == null ? null : List.of(right.name));
      verbs.computeIfAbsent(what, key -> new ArrayList<>()).add(right.verb);
    }
    List<Object> rules = new ArrayList<>();
    verbs.forEach((what, list) -> rules.add(what.with("verbs", list).tree()));
    return rules;
  }
}
