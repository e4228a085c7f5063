package io.jupyterflow.argo.schedule;

import io.jupyterflow.argo.api.Paths;
import io.jupyterflow.argo.compile.CompiledWorkflow;
import io.jupyterflow.argo.compile.RunNames;
import io.jupyterflow.argo.compile.WorkflowCompiler;
import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.argo.submit.IdempotentCreate;
import io.jupyterflow.core.engine.Schedules;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.schedule.Timing;
import io.jupyterflow.kubernetes.capture.NodeBinding;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.cause.NodeCapacity;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeErrors;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.OptimisticUpdate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Schedules as CronWorkflows of a namespace.
public final class CronSchedules implements Schedules {

  /// The controller hangs the time after it, and a run's name has 63 letters.
  private static final int LONGEST = 52;

  private final KubeApi api;
  private final String namespace;
  private final KeptSchedules kept;
  private final Clock clock;
  private final RandomGenerator random;

  /// @param user the label's value of whose schedules these are
  /// @param random one that nobody can guess
  public CronSchedules(
      KubeApi api, String namespace, Supplier<String> user, Clock clock, RandomGenerator random) {
    this.api = api;
    this.namespace = namespace;
    this.kept = new KeptSchedules(api, namespace, user, clock);
    this.clock = clock;
    this.random = random;
  }

  private String schedules() {
    return Paths.cronWorkflows(namespace);
  }

  @Override
  public List<Problem> check(Plan plan, Environment environment) {
    PodEnvironment argo = (PodEnvironment) environment.engine();
    List<Problem> problems = new ArrayList<>(WorkflowCompiler.check(plan, environment));
    problems.addAll(NodeCapacity.check(api, plan, CronObject.unbound(environment)));
    NodeBinding binding = argo.binding();
    if (binding != null) {
      problems.add(
          Problem.warning(
              "schedule-beside-notebook",
              null,
              "its runs use a volume that one machine alone can mount at a time ("
                  + binding.volume()
                  + "): "
                  + (binding.notebook().isEmpty()
                      ? "they go to the notebook's machine while the notebook runs, and wait while"
                          + " that has no room"
                      : "they wait while the notebook runs on another machine than theirs"),
              "With a volume that several machines can mount (ReadWriteMany) they never wait for"
                  + " the notebook: ask the administrator for one."));
    }
    return problems;
  }

  @Override
  public String add(Plan plan, Environment environment, SubmitOptions options, Timing timing) {
    String wanted = options.id();
    String name = wanted == null ? RunNames.next(plan.name(), random) : wanted;
    RunNames.check(name);
    if (name.length() > LONGEST) {
      throw new JupyterFlowException.Usage(
          "'" + name + "' is too long for the name of a schedule.",
          Remedy.of("use up to " + LONGEST + " letters: each run adds a number"));
    }
    if (!((PodEnvironment) environment.engine()).namespace().equals(namespace)) {
      throw new JupyterFlowException.Refused(
          "Schedules are kept in the namespace " + namespace + " only.",
          Remedy.of("leave --namespace out"));
    }
    CompiledWorkflow compiled =
        CronObject.of(
            name,
            RunNames.secret(name, random),
            plan,
            environment,
            options,
            timing,
            clock.instant());
    try {
      KubeObject there =
          KubeErrors.call(
              "adding the schedule " + name,
              () -> new IdempotentCreate(api).create(schedules(), compiled));
      refuseTroubled(kept.read(there));
    } catch (IdempotentCreate.Taken e) {
      throw new JupyterFlowException.Refused(
          "There is another schedule '" + name + "' already.",
          Remedy.of(
              "choose another name with --name, or remove it: ", ActionKind.DELETE_SCHEDULE, name),
          e);
    }
    return name;
  }

  @Override
  public List<Schedule> list() {
    return kept.list();
  }

  /// The same as is there already may be one that starts nothing.
  private static void refuseTroubled(Schedule there) {
    Trouble trouble = there.trouble();
    if (trouble != null) {
      throw new JupyterFlowException.Refused(
          "The schedule " + there.name() + " is there, but " + trouble.what() + ".",
          trouble.remedy());
    }
  }

  @Override
  public void suspend(String name) {
    change(name, found -> suspended(found, true));
  }

  @Override
  public void resume(String name) {
    whole(name);
    String now = clock.instant().toString();
    change(
        name,
        found ->
            suspended(found, null)
                .with(
                    "metadata",
                    found
                        .object("metadata")
                        .with(
                            "annotations",
                            found
                                .object("metadata", "annotations")
                                .with(WorkflowLabels.RESUMED, now))));
  }

  private static KubeObject suspended(KubeObject found, @Nullable Boolean isSuspended) {
    return found.with("spec", found.object("spec").with("suspend", isSuspended));
  }

  private void change(String name, UnaryOperator<KubeObject> change) {
    KubeErrors.call(
        "changing the schedule " + name,
        () ->
            OptimisticUpdate.apply(
                api, schedules() + "/" + name, find(name), () -> find(name), change));
  }

  private KubeObject find(String name) {
    try {
      KubeObject found =
          RunNames.isValid(name) ? api.get(schedules() + "/" + name) : KubeObject.EMPTY;
      if (found
          .text("metadata", "labels", WorkflowLabels.MANAGED_BY)
          .equals(WorkflowLabels.MANAGER)) {
        return found;
      }
    } catch (KubeException.Answered e) {
      if (!e.isNotFound()) {
        throw KubeErrors.of("reading the schedule " + name, e);
      }
    } catch (KubeException e) {
      throw KubeErrors.of("reading the schedule " + name, e);
    }
    throw new JupyterFlowException.NotFound(
        "There is no schedule '" + name + "'.",
        Remedy.of("list the schedules: ", ActionKind.LIST_SCHEDULES));
  }

  /// A schedule that has its secrets: without them, none of its jobs could start.
  private KubeObject whole(String name) {
    KubeObject found = find(name);
    if (found.has("metadata", "annotations", WorkflowLabels.AWAITED)) {
      throw new JupyterFlowException.Refused(
          "The schedule " + name + " has no secrets yet, because adding it was interrupted.",
          Remedy.of("add it again as it was, or remove it: ", ActionKind.DELETE_SCHEDULE, name));
    }
    return found;
  }

  @Override
  public String run(String name) {
    KubeObject schedule = whole(name);
    String id = name + "-" + clock.instant().getEpochSecond();
    KubeObject given = schedule.object("spec", "workflowMetadata");
    Map<String, @Nullable Object> labels = new LinkedHashMap<>(given.object("labels").tree());
    labels.put(WorkflowLabels.OF_SCHEDULE, name);
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("name", id);
    metadata.put("namespace", namespace);
    metadata.put("labels", labels);
    metadata.put("annotations", given.object("annotations").tree());
    Map<String, @Nullable Object> workflow = new LinkedHashMap<>();
    workflow.put("apiVersion", Paths.VERSION);
    workflow.put("kind", "Workflow");
    workflow.put("metadata", metadata);
    workflow.put("spec", schedule.object("spec", "workflowSpec").tree());
    KubeObject owned = new KubeObject(workflow).ownedBy(Paths.VERSION, "CronWorkflow", schedule);
    KubeErrors.call(
        "starting a run of the schedule " + name,
        () -> api.create(Paths.workflows(namespace) + Paths.STRICT, owned));
    return id;
  }

  @Override
  public void delete(String name) {
    KubeObject schedule = find(name);
    List<KubeObject> active = schedule.objects("status", "active");
    if (!active.isEmpty()) {
      String run = active.getFirst().text("name");
      throw new JupyterFlowException.Refused(
          "A run of the schedule " + name + " goes on: " + run + ".",
          Remedy.of("wait for it, or stop it first: ", ActionKind.STOP_RUN, run));
    }
    KubeErrors.call(
        "deleting the schedule " + name,
        () -> {
          // with all it owns: a secret that stayed would be nobody's
          api.delete(schedules() + "/" + name + "?propagationPolicy=Background");
          return true;
        });
  }
}
