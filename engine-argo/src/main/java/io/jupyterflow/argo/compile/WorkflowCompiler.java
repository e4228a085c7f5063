package io.jupyterflow.argo.compile;

import io.jupyterflow.argo.api.Paths;
import io.jupyterflow.core.document.Redaction;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.runfolder.PrivateFolders;
import io.jupyterflow.kubernetes.capture.NodeBinding;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the Workflow of a run. The same input gives the same Workflow.
///
/// Jobs share a template; a task gives it a patch of the pod with what is the job's own. So three
/// thousand jobs fit into one object, and the templates' limits are met by splitting the DAG, never
/// by changing what it means: a job starts when what it needs has succeeded (in a split plan
/// perhaps later), and is skipped when something it needs has not.
public final class WorkflowCompiler {

  private static final String TITLE = "workflows.argoproj.io/title";
  private static final String SIDECAR = "sidecar.istio.io/inject";

  /// How many pods of a run there are at once where nothing else is said.
  private static final int WIDTH = 50;

  private static final int DAY = 86_400;

  private WorkflowCompiler() {}

  /// What is sent to the cluster.
  ///
  /// @param environment captured by this engine
  /// @param id one that [RunNames] takes
  /// @param secretName what the Secret is called, where there is one: [RunNames#secret]
  public static CompiledWorkflow compile(
      Plan plan, Environment environment, SubmitOptions options, String id, String secretName) {
    PodEnvironment argo = (PodEnvironment) environment.engine();
    TaskNames names = TaskNames.of(plan);
    Graph graph = Graph.of(plan, options.reused());
    String folder = folder(argo, id);
    JobTemplates jobs =
        new JobTemplates(
            argo, environment.workingDirectory(), id, secretName, folder, options.failFast());
    JobPatch patches = new JobPatch(argo.container(), secretName);
    Map<String, String> secrets = secrets(argo, plan, names);
    DagTemplates dags = new DagTemplates(graph, names, jobs, patches, options.failFast());

    Map<String, Object> metadata =
        metadata(plan, environment, options, id, secrets.isEmpty() ? null : secretName);
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    spec.put("entrypoint", DagTemplates.ENTRYPOINT);
    if (!secrets.isEmpty()) {
      spec.put("suspend", true);
    }
    if (argo.serviceAccount() != null) {
      spec.put("serviceAccountName", argo.serviceAccount());
    }
    spec.put("parallelism", options.width() > 0 ? options.width() : WIDTH);
    spec.put("ttlStrategy", ttl());
    Map<String, Object> gc = new LinkedHashMap<>();
    gc.put("strategy", "OnWorkflowSuccess");
    gc.put("deleteDelayDuration", "1h");
    spec.put("podGC", gc);
    spec.put("podMetadata", podMetadata(argo));
    argo.pod().tree().forEach(spec::putIfAbsent);
    String patch = jobs.patch();
    if (patch != null) {
      spec.put("podSpecPatch", patch);
    }
    List<Object> templates = new ArrayList<>(dags.write());
    templates.addAll(jobs.templates());
    spec.put("templates", templates);

    Map<String, @Nullable Object> workflow = new LinkedHashMap<>();
    workflow.put("apiVersion", Paths.VERSION);
    workflow.put("kind", "Workflow");
    workflow.put("metadata", metadata);
    workflow.put("spec", spec);
    return new CompiledWorkflow(
        new KubeObject(workflow), secrets.isEmpty() ? null : secret(argo, secretName, secrets));
  }

  /// What in this plan can't be sent, all at once, measured on a Workflow like those that a
  /// schedule starts.
  public static List<Problem> check(Plan plan, Environment environment) {
    String id = exampleId(plan);
    return check(
        plan,
        environment,
        () -> compile(plan, environment, SubmitOptions.DEFAULT, id, RunNames.secret(id, () -> 0L)));
  }

  /// What in this plan can't be sent, all at once.
  ///
  /// @param compiled the very Workflow that must be sent; asked for only where it can be made
  public static List<Problem> check(
      Plan plan, Environment environment, Supplier<CompiledWorkflow> compiled) {
    List<Problem> problems = Limits.problems(plan, environment, compiled);
    problems.addAll(FileChecks.problems(plan, environment));
    return problems;
  }

  /// Exactly what would be sent; what looks like a secret is `***`. If no id was asked for, there
  /// is one as long as the real one.
  public static List<Map<String, ?>> render(
      Plan plan, Environment environment, SubmitOptions options) {
    List<Job> jobs = new ArrayList<>();
    for (Job job : plan.jobs()) {
      jobs.add(job.withCommand(Redaction.of(job.command()))); // its secret variables go apart
    }
    Plan shown = new Plan(plan.name(), jobs);
    String wanted = options.id();
    String id = wanted == null ? exampleId(plan) : wanted;
    RunNames.check(id);
    CompiledWorkflow compiled =
        compile(shown, environment, options, id, RunNames.secret(id, () -> 0L));
    KubeObject secret = compiled.secret();
    if (secret == null) {
      return List.of(compiled.workflow().tree());
    }
    Map<String, String> hidden = new LinkedHashMap<>(secret.texts("stringData"));
    hidden.replaceAll((name, value) -> Secrets.REDACTED);
    return List.of(compiled.workflow().tree(), secret.with("stringData", hidden).tree());
  }

  /// An id as long as a real one.
  static String exampleId(Plan plan) {
    return RunNames.next(plan.name(), () -> 0L);
  }

  private static @Nullable String folder(PodEnvironment argo, String id) {
    String home = argo.home();
    return home == null || ArgoText.hasTag(home)
        ? null
        : home + "/" + PrivateFolders.RUNS + "/" + id;
  }

  private static Map<String, Object> metadata(
      Plan plan,
      Environment environment,
      SubmitOptions options,
      String id,
      @Nullable String secretName) {
    PodEnvironment argo = (PodEnvironment) environment.engine();
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(WorkflowLabels.MANAGED_BY, WorkflowLabels.MANAGER);
    labels.put(WorkflowLabels.USER, argo.user());
    if (options.parent() != null) {
      labels.put(WorkflowLabels.PARENT, options.parent());
    }
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put(TITLE, plan.name());
    annotations.put(WorkflowLabels.JOBS, Integer.toString(plan.jobs().size()));
    annotations.put(WorkflowLabels.DIRECTORY, environment.workingDirectory());
    String folder = folder(argo, id);
    if (folder != null) {
      annotations.put(WorkflowLabels.FOLDER, folder);
    }
    if (!options.reused().isEmpty()) {
      annotations.put(WorkflowLabels.REUSED, String.join(",", new TreeSet<>(options.reused())));
    }
    annotations.put(WorkflowLabels.HASH, Fingerprint.of(plan, environment));
    if (secretName != null) {
      annotations.put(WorkflowLabels.AWAITED, secretName);
    }
    annotations.put(WorkflowLabels.PLAN, PlanAnnotation.of(withoutSecrets(plan)));
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", id);
    metadata.put("namespace", argo.namespace());
    metadata.put("labels", labels);
    metadata.put("annotations", annotations);
    return metadata;
  }

  /// The plan as everyone may read it who may read the Workflow: variables that travel in the
  /// Secret have no value.
  public static Plan withoutSecrets(Plan plan) {
    boolean isFree = true;
    List<Job> jobs = new ArrayList<>(plan.jobs().size());
    for (Job job : plan.jobs()) {
      Map<String, String> env = new LinkedHashMap<>(job.env());
      env.replaceAll((name, value) -> JobPatch.isSecret(name, value) ? Secrets.REDACTED : value);
      isFree &= env.equals(job.env());
      jobs.add(job.withEnv(env));
    }
    return isFree ? plan : new Plan(plan.name(), jobs);
  }

  private static Map<String, Object> ttl() {
    Map<String, Object> ttl = new LinkedHashMap<>();
    ttl.put("secondsAfterSuccess", DAY);
    ttl.put("secondsAfterFailure", 7 * DAY);
    return ttl;
  }

  /// No sidecars, unless a setting says so: a job's pod would not end before they do. What uses a
  /// volume that one node alone can mount is found by others that do.
  private static Map<String, Object> podMetadata(PodEnvironment argo) {
    KubeObject carried = argo.pod().object("podMetadata");
    NodeBinding binding = argo.binding();
    Map<String, @Nullable Object> labels = new LinkedHashMap<>();
    labels.put(WorkflowLabels.MANAGED_BY, WorkflowLabels.MANAGER);
    labels.put(SIDECAR, "false");
    if (binding != null) {
      labels.put(NodeBinding.LABEL, binding.volume());
    }
    labels.putAll(carried.object("labels").tree());
    Map<String, @Nullable Object> annotations = new LinkedHashMap<>();
    annotations.put(SIDECAR, "false");
    annotations.putAll(carried.object("annotations").tree());
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("labels", labels);
    metadata.put("annotations", annotations);
    return metadata;
  }

  /// Those of all jobs, also where a rerun takes some over: so everyone who submits the same plan
  /// in the same environment has the same Secret, and can bring it for another who died.
  private static Map<String, String> secrets(PodEnvironment argo, Plan plan, TaskNames names) {
    Map<String, String> secrets = new TreeMap<>(argo.secrets());
    for (Job job : plan.jobs()) {
      job.env()
          .forEach((name, value) -> {
            if (JobPatch.isSecret(name, value)) {
              secrets.put(JobPatch.secretKey(names.task(job.name()), name), value);
            }
          });
    }
    return secrets;
  }

  private static KubeObject secret(PodEnvironment argo, String name, Map<String, String> values) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(WorkflowLabels.MANAGED_BY, WorkflowLabels.MANAGER);
    labels.put(WorkflowLabels.USER, argo.user());
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("namespace", argo.namespace());
    metadata.put("labels", labels);
    Map<String, @Nullable Object> secret = new LinkedHashMap<>();
    secret.put("apiVersion", "v1");
    secret.put("kind", "Secret");
    secret.put("metadata", metadata);
    secret.put("type", "Opaque");
    secret.put("stringData", values);
    return new KubeObject(secret);
  }
}
