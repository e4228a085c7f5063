package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.compile.PlanAnnotation;
import io.jupyterflow.argo.compile.RunNames;
import io.jupyterflow.argo.compile.WorkflowCompiler;
import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.argo.record.RunRecord;
import io.jupyterflow.argo.record.RunRecords;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeErrors;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The runs as cluster and volume know them: the cluster first, and what the volume remembers where
/// the cluster has forgotten. Safe for threads.
final class KnownRuns {

  private final KubeApi api;
  private final CallerContext notebook;
  private final Clock clock;
  private final Workflows workflows;
  private final RunRecords records;
  private final RunRecorder memory;
  private final Map<String, FollowedRun> followed = new ConcurrentHashMap<>();

  /// Where runs are that settings put elsewhere.
  private final Map<String, String> namespaces = new ConcurrentHashMap<>();

  KnownRuns(KubeApi api, CallerContext notebook, Clock clock) {
    this.api = api;
    this.notebook = notebook;
    this.clock = clock;
    this.workflows = new Workflows(api, notebook.namespace());
    this.records = new RunRecords(notebook.home());
    this.memory = new RunRecorder(records, clock);
  }

  Workflows workflows() {
    return workflows;
  }

  RunRecords records() {
    return records;
  }

  /// The Workflows among which a run is.
  Workflows workflows(String id) {
    String namespace = namespaces.get(id);
    if (namespace == null) {
      namespace =
          records.find(id).map(record -> record.origin().namespace()).orElse(workflows.namespace());
    }
    return namespace.equals(workflows.namespace()) ? workflows : new Workflows(api, namespace);
  }

  /// A run's Workflow; nothing where the cluster has none of ours under this name.
  Optional<KubeObject> workflow(String id) {
    if (!RunNames.isValid(id)) {
      return Optional.empty();
    }
    return KubeErrors.call("reading the run", () -> workflows(id).find(id))
        .filter(KnownRuns::isOurs);
  }

  private static boolean isOurs(KubeObject workflow) {
    return workflow
            .text("metadata", "labels", WorkflowLabels.MANAGED_BY)
            .equals(WorkflowLabels.MANAGER)
        && !workflow.has("metadata", "deletionTimestamp");
  }

  RunSnapshot run(String id) {
    Optional<RunRecord> record = records.find(id);
    if (record.isPresent() && record.get().isFinal()) {
      return RunRecorder.read(record.get());
    }
    Optional<KubeObject> workflow = workflow(id);
    if (workflow.isPresent()) {
      return follow(id, workflow.get()).seen(workflow.get());
    }
    return RunRecorder.read(record.orElseThrow(() -> RunErrors.noRun(id)));
  }

  Optional<RunUpdate> watch(String id, long revision, Duration patience) {
    FollowedRun run = followed.get(id);
    if (run == null) {
      RunSnapshot now = run(id);
      run = followed.get(id);
      if (run == null || now.revision() != revision) {
        return now.revision() == revision ? Optional.empty() : Optional.of(RunUpdate.ofAll(now));
      }
    }
    try {
      Optional<RunUpdate> next = run.await(revision, patience);
      if (next.isPresent() || !run.isGone()) {
        return next;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    // deleted under us: what is remembered of it is its end
    followed.remove(id, run);
    RunSnapshot end =
        RunRecorder.read(
            records
                .find(id)
                .orElseThrow(() ->
                    new JupyterFlowException.NotFound(
                        "The run '"
                            + id
                            + "' was deleted from the cluster while it was watched; nothing"
                            + " remembers how far it came.")));
    return end.revision() == revision ? Optional.empty() : Optional.of(RunUpdate.ofAll(end));
  }

  /// A run for those that ask often, as it is known without asking the cluster, where it is
  /// followed: who opens the output of each of its jobs would ask as often, one call after the
  /// other.
  Supplied supplied(String id) {
    FollowedRun known = followed.get(id);
    RunSnapshot now =
        (known == null ? Optional.<RunSnapshot>empty() : known.now()).orElseGet(() -> run(id));
    return new Supplied(now, followed.get(id), records.find(id).orElse(null));
  }

  /// A run whose state costs no call any more.
  ///
  /// @param first as it was when it was found
  /// @param followed null where only its record is there
  record Supplied(RunSnapshot first, @Nullable FollowedRun followed, @Nullable RunRecord record) {

    RunSnapshot now() {
      if (first.state().isTerminal() || followed == null) {
        return first;
      }
      Optional<RunSnapshot> now = followed.now();
      if (now.isPresent()) {
        return now.get();
      }
      return record == null ? first : RunRecorder.read(record);
    }
  }

  private FollowedRun follow(String id, KubeObject workflow) {
    FollowedRun known = followed.get(id);
    return known == null ? follow(id, workflow, plan(id, workflow)) : known;
  }

  private FollowedRun follow(String id, KubeObject workflow, Plan plan) {
    memory.complete(id, workflow, plan);
    FollowedRun made =
        new FollowedRun(
            workflows(id),
            workflow,
            new WorkflowReader(plan),
            records.find(id).map(RunRecord::folder).orElse(null),
            clock,
            memory::keep);
    FollowedRun other = followed.putIfAbsent(id, made);
    return other == null ? made : other;
  }

  /// The record's where there is one: what the Workflow carries is without secrets.
  private Plan plan(String id, KubeObject workflow) {
    Optional<RunRecord> record = records.find(id);
    try {
      if (record.isPresent()) {
        return record.get().plan();
      }
    } catch (IOException damaged) {
      // the Workflow's will do
    }
    return PlanAnnotation.read(workflow)
        .orElseThrow(() ->
            new JupyterFlowException.Refused(
                "The Workflow '"
                    + id
                    + "' carries no plan that this version of JupyterFlow can read."));
  }

  /// Refuses to take over what is not a result, before anything is begun.
  void checkReuse(SubmitOptions options) {
    String parent = options.parent();
    if (parent == null || options.reused().isEmpty()) {
      return;
    }
    for (JobSnapshot job : run(parent).jobs()) {
      if (options.reused().contains(job.name()) && !job.state().isSuccess()) {
        throw new JupyterFlowException.Refused(
            parent + "/" + job.name() + " is " + job.state().text() + ": nothing to take over.");
      }
    }
  }

  /// Notes a run that the cluster has just accepted, and has the volume remember it where its jobs
  /// have that too.
  ///
  /// @return the run as the cluster has it, without asking again
  RunSnapshot accepted(
      KubeObject workflow, Plan plan, Environment environment, SubmitOptions options) {
    String id = workflow.name();
    PodEnvironment engine = (PodEnvironment) environment.engine();
    namespaces.put(id, engine.namespace());
    remember(workflow, plan, engine, options);
    Plan known = records.find(id).isPresent() ? plan : WorkflowCompiler.withoutSecrets(plan);
    return follow(id, workflow, known).seen(workflow);
  }

  private void remember(
      KubeObject workflow, Plan plan, PodEnvironment engine, SubmitOptions options) {
    if (!notebook.home().toString().equals(engine.home())) {
      return;
    }
    Optional<RunRecord> record = memory.begin(workflow, plan);
    String parent = options.parent();
    if (record.isPresent() && parent != null && !options.reused().isEmpty()) {
      Optional<RunRecord> from = records.find(parent);
      if (from.isPresent()) {
        RunRecorder.takeOver(run(parent), from.get(), record.get(), options.reused());
      }
    }
  }

  /// Whether the volume remembers a run of this id and plan that the cluster has forgotten.
  ///
  /// @throws JupyterFlowException.Refused where it remembers one of another plan
  boolean isRemembered(String id, Plan plan) {
    Optional<RunRecord> record = records.find(id);
    if (record.isEmpty() || workflow(id).isPresent()) {
      return false;
    }
    if (RunRecorder.read(record.get()).plan().equals(plan)) {
      return true;
    }
    throw new JupyterFlowException.Refused(
        "The id '" + id + "' belongs to a run of another plan.",
        Remedy.of("choose another id, or look at that run: ", ActionKind.SHOW_RUN, id));
  }

  /// The working directory of a run's jobs, or empty.
  String directory(String id) {
    Optional<RunRecord> record = records.find(id);
    if (record.isPresent()) {
      return record.get().origin().directory();
    }
    return workflow(id)
        .orElseThrow(() -> RunErrors.noRun(id))
        .text("metadata", "annotations", WorkflowLabels.DIRECTORY);
  }

  /// The pods of a job's attempts, oldest first.
  List<String> pods(String id, String job) {
    FollowedRun run = followed.get(id);
    if (run == null) {
      // its end was remembered, so nobody had to ask for its Workflow yet
      run = workflow(id).map(workflow -> follow(id, workflow)).orElse(null);
    }
    return run == null ? List.of() : run.tries(job).pods();
  }

  void delete(String id) {
    Workflows among = workflows(id);
    Optional<RunRecord> record = records.find(id);
    FollowedRun run = followed.remove(id);
    if (run != null) {
      run.close();
    }
    KubeErrors.call(
        "deleting the run",
        () -> {
          among.delete(id);
          return true;
        });
    namespaces.remove(id);
    if (record.isPresent()) {
      memory.forget(record.get());
    }
  }
}
