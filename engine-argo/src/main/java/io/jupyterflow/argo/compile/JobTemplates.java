package io.jupyterflow.argo.compile;

import io.jupyterflow.core.notebook.NotebookRunner;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The templates that jobs run by: one for each way to be retried, timed out and started, mostly
/// one alone. All that jobs share stands here once.
final class JobTemplates {

  /// Variable of templates for notebooks: how one is run.
  static final String NOTEBOOK_JOB = "JUPYTERFLOW_NOTEBOOK_JOB";

  private static final String NOTEBOOK_SCRIPT = "JUPYTERFLOW_NOTEBOOK_SCRIPT";
  private static final String NOTEBOOK_RUNNER = "JUPYTERFLOW_NOTEBOOK_RUNNER";

  private static final String OURS = "JUPYTERFLOW_";
  private static final String UNBUFFERED = "PYTHONUNBUFFERED";

  private final PodEnvironment environment;
  private final String directory;
  private final String id;
  private final String secret;
  private final @Nullable String folder;
  private final LauncherScript launcher;
  private final boolean failFast;
  private final Map<Kind, String> names = new LinkedHashMap<>();
  private final List<Object> templates = new ArrayList<>();

  private record Kind(
      int limit, Object retries, String lastAttempts, long timeout, boolean isNotebook) {

    // Written out, because the ones that a record has are put together when they are first called:
    // that is a twentieth of the CPU time of a submit.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Kind kind
          && limit == kind.limit
          && retries.equals(kind.retries)
          && lastAttempts.equals(kind.lastAttempts)
          && timeout == kind.timeout
          && isNotebook == kind.isNotebook;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * retries.hashCode() + limit) + Long.hashCode(timeout);
    }
  }

  /// @param secret the name of the run's Secret
  /// @param folder of the run, as jobs see it, or null where there is none
  JobTemplates(
      PodEnvironment environment,
      String directory,
      String id,
      String secret,
      @Nullable String folder,
      boolean failFast) {
    this.environment = environment;
    this.directory = directory;
    this.id = id;
    this.secret = secret;
    this.folder = folder;
    this.launcher = new LauncherScript(folder);
    this.failFast = failFast;
  }

  /// The name of a job's template.
  String name(Job job) {
    Retries retries = job.retries();
    Duration timeout = job.timeout();
    boolean isNotebook = job.command() instanceof Command.Notebook;
    Object strategy = retries.limit() == 0 ? Map.of() : RetryStrategy.of(retries);
    Kind kind =
        new Kind(
            retries.limit(),
            strategy,
            RetryStrategy.lastAttempts(retries),
            timeout == null ? 0 : RetryStrategy.seconds(timeout),
            isNotebook);
    String known = names.get(kind);
    if (known != null) {
      return known;
    }
    String name = names.isEmpty() ? "job" : "job-" + (names.size() + 1);
    names.put(kind, name);
    templates.add(template(name, kind));
    return name;
  }

  List<Object> templates() {
    return templates;
  }

  private Map<String, Object> template(String name, Kind kind) {
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("name", name);
    Map<String, Object> patch = new LinkedHashMap<>();
    patch.put("name", DagTemplates.PATCH);
    patch.put("default", "{}");
    template.put("inputs", Map.of("parameters", List.of(patch)));
    template.put("podSpecPatch", "{{inputs.parameters." + DagTemplates.PATCH + "}}");
    if (kind.limit > 0) {
      template.put("retryStrategy", kind.retries);
    }
    if (kind.timeout > 0) {
      template.put("activeDeadlineSeconds", kind.timeout);
    }
    template.put("container", container(kind));
    return template;
  }

  private Map<String, Object> container(Kind kind) {
    Map<String, Object> fields = new LinkedHashMap<>();
    KubeObject captured = environment.container();
    keep(captured, "image", fields);
    keep(captured, "imagePullPolicy", fields);
    fields.put("command", launcher.command(failFast ? kind.lastAttempts : ""));
    if (!ArgoText.hasTag(directory)) {
      fields.put("workingDir", directory);
    }
    fields.put("env", variables(kind));
    for (String key : captured.tree().keySet()) {
      if (!key.equals("env") && !key.equals("name") && !key.equals("args")) {
        captured.value(key).ifPresent(value -> fields.putIfAbsent(key, value));
      }
    }
    return fields;
  }

  private static void keep(KubeObject captured, String key, Map<String, Object> fields) {
    captured.value(key).ifPresent(value -> fields.put(key, value));
  }

  /// Secrets first, because others may refer to them, then the captured ones in their order, then
  /// ours.
  private List<Object> variables(Kind kind) {
    List<Object> variables = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (String name : environment.secrets().keySet().stream().sorted().toList()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", name);
      entry.put("valueFrom", JobPatch.secretRef(secret, name));
      variables.add(entry);
      names.add(name);
    }
    for (KubeObject entry : environment.container().objects("env")) {
      String name = entry.text("name");
      if (!name.startsWith(OURS) && names.add(name)) {
        boolean isTag = ArgoText.hasTag(entry.text("value"));
        variables.add(isTag ? JobPatch.variable(name, "") : entry.tree());
      }
    }
    variables.add(JobPatch.variable(OURS + "RUN", id));
    variables.add(
        JobPatch.variable(OURS + "ATTEMPT", kind.limit > 0 ? "{{=asInt(retries) + 1}}" : "1"));
    if (names.add(UNBUFFERED)) {
      variables.add(JobPatch.variable(UNBUFFERED, "1"));
    }
    if (kind.isNotebook) {
      variables.add(
          JobPatch.variable(NOTEBOOK_JOB, ArgoText.forKubelet(LauncherScript.notebook())));
      if (folder != null) {
        variables.add(
            JobPatch.variable(
                NOTEBOOK_SCRIPT, ArgoText.forKubelet(folder + "/" + NotebookRunner.FILE_NAME)));
      }
      variables.add(JobPatch.variable(NOTEBOOK_RUNNER, LauncherScript.runner()));
    }
    return variables;
  }

  /// The patch of every pod: what a Workflow has no place for, and what holds a tag.
  @Nullable String patch() {
    Map<String, Object> pod = new LinkedHashMap<>();
    environment
        .patch()
        .tree()
        .forEach((key, value) -> {
          if (value != null) {
            pod.put(key, value);
          }
        });
    Map<String, Object> container = new LinkedHashMap<>();
    List<Object> variables = new ArrayList<>();
    for (KubeObject entry : environment.container().objects("env")) {
      boolean isSecret = environment.secrets().containsKey(entry.text("name"));
      if (!isSecret && ArgoText.hasTag(entry.text("value"))) {
        variables.add(entry.tree());
      }
    }
    if (!variables.isEmpty()) {
      container.put("env", variables);
    }
    if (ArgoText.hasTag(directory)) {
      container.put("workingDir", directory);
    }
    if (!container.isEmpty()) {
      container.put("name", JobPatch.CONTAINER);
      List<Object> containers = new ArrayList<>(List.of(container));
      environment.patch().objects("containers").forEach(own -> containers.add(own.tree()));
      pod.put("containers", containers);
    }
    return pod.isEmpty() ? null : ArgoText.patch(pod);
  }
}
