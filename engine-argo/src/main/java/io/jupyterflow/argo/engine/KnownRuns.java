package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.capture.ArgoEnvironment;
import io.jupyterflow.argo.compile.Marks;
import io.jupyterflow.argo.compile.PlanMark;
import io.jupyterflow.argo.compile.RunNames;
import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.argo.kube.KubeApi;
import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.argo.kube.Refusals;
import io.jupyterflow.argo.record.Origin;
import io.jupyterflow.argo.record.RunRecord;
import io.jupyterflow.argo.record.RunRecords;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.runfolder.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The runs as cluster and volume know them: the cluster first, and what the volume remembers where
/// the cluster has forgotten. Safe for threads.
final class KnownRuns {

  private final KubeApi api;
  private final Notebook notebook;
  private final Clock clock;
  private final Workflows workflows;
  private final RunRecords records;
  private final Map<String, FollowedRun> followed = new ConcurrentHashMap<>();

  /// Where runs are that settings put elsewhere.
  private final Map<String, String> namespaces = new ConcurrentHashMap<>();

  KnownRuns(KubeApi api, Notebook notebook, Clock clock) {
    this.api = api;
    this.notebook = notebook;
    this.clock = clock;
    this.workflows = new Workflows(api, notebook.namespace());
    this.records = new RunRecords(notebook.home());
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
    return Refusals.call("reading the run", () -> workflows(id).find(id)).filter(KnownRuns::isOurs);
  }

  private static boolean isOurs(KubeObject workflow) {
    return workflow.text("metadata", "labels", Marks.MANAGED_BY).equals(Marks.MANAGER)
        && !workflow.has("metadata", "deletionTimestamp");
  }

  RunSnapshot run(String id) {
    Optional<RunRecord> record = records.find(id);
    if (record.isPresent() && record.get().isFinal()) {
      return remembered(record.get());
    }
    Optional<KubeObject> workflow = workflow(id);
    if (workflow.isPresent()) {
      return follow(id, workflow.get()).seen(workflow.get());
    }
    return remembered(record.orElseThrow(() -> notFound(id)));
  }

  private static JupyterFlowException.NotFound notFound(String id) {
    return new JupyterFlowException.NotFound(
        "There is no run '" + id + "'. `jupyterflow ps` lists the runs.");
  }

  private static RunSnapshot remembered(RunRecord record) {
    try {
      return record.snapshot(WorkflowReader.ENGINE);
    } catch (IOException e) {
      throw new JupyterFlowException.Refused(
          "The run's files in " + record.folder().path() + " can't be read: " + e.getMessage(), e);
    }
  }

  Optional<RunSnapshot> watch(String id, long revision, Duration patience) {
    FollowedRun run = followed.get(id);
    if (run == null) {
      RunSnapshot now = run(id);
      run = followed.get(id);
      if (run == null || now.revision() != revision) {
        return now.revision() == revision ? Optional.empty() : Optional.of(now);
      }
    }
    try {
      Optional<RunSnapshot> next = run.await(revision, patience);
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
        remembered(
            records
                .find(id)
                .orElseThrow(() ->
                    new JupyterFlowException.NotFound(
                        "The run '"
                            + id
                            + "' was deleted from the cluster while it was watched; nothing remembers"
                            + " how far it came.")));
    return end.revision() == revision ? Optional.empty() : Optional.of(end);
  }

  /// The run as it is known without asking the cluster, where it is followed: who opens the output
  /// of each of its jobs would ask as often, one call after the other.
  Supplied supplied(String id) {
    FollowedRun known = followed.get(id);
    RunSnapshot now =
        (known == null ? Optional.<RunSnapshot>empty() : known.now()).orElseGet(() -> run(id));
    return new Supplied(now, followed.get(id), records.find(id).orElse(null));
  }

  /// A run for those that ask often.
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
      return record == null ? first : remembered(record);
    }
  }

  private FollowedRun follow(String id, KubeObject workflow) {
    FollowedRun known = followed.get(id);
    if (known != null) {
      return known;
    }
    Plan plan = plan(id, workflow);
    adopt(id, workflow, plan);
    FollowedRun made =
        new FollowedRun(workflows(id), workflow, new WorkflowReader(plan), clock, end -> keep(end));
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
    return PlanMark.read(workflow)
        .orElseThrow(() ->
            new JupyterFlowException.Refused(
                "The Workflow '"
                    + id
                    + "' carries no plan that this version of JupyterFlow can read."));
  }

  /// Refuses to take over what is no result, before anything is begun.
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

  /// Completes the record of a run whose submitter died before it could, or that a schedule made.
  private void adopt(String id, KubeObject workflow, Plan plan) {
    // what a schedule started has the name of no run in it yet
    String folder =
        workflow.text("metadata", "annotations", Marks.FOLDER).replace(Marks.RUNS_NAME, id);
    boolean ours = folder.equals(records.folder(id).path().toString());
    if (ours && Files.isDirectory(records.folder(id).path()) && records.find(id).isEmpty()) {
      Instant created = created(workflow);
      record(id, origin(workflow, created), plan);
    }
  }

  private static Instant created(KubeObject workflow) {
    try {
      return Instant.parse(workflow.text("metadata", "creationTimestamp"));
    } catch (DateTimeException none) {
      return Instant.EPOCH;
    }
  }

  private static Origin origin(KubeObject workflow, Instant created) {
    String parent = workflow.text("metadata", "labels", Marks.PARENT);
    String reused = workflow.text("metadata", "annotations", Marks.REUSED);
    return new Origin(
        workflow.text("metadata", "namespace"),
        workflow.text("metadata", "uid"),
        created,
        parent.isEmpty() ? null : parent,
        reused.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(reused.split(","))),
        workflow.text("metadata", "annotations", Marks.DIRECTORY));
  }

  private Optional<RunRecord> record(String id, Origin origin, Plan plan) {
    try {
      return Optional.of(records.create(id, origin, plan));
    } catch (IOException noRoom) {
      // the cluster has the run; without a record it is forgotten with its Workflow
      return Optional.empty();
    }
  }

  /// Remembers a run that the cluster has just accepted.
  void accepted(KubeObject workflow, Plan plan, Environment environment, SubmitOptions options) {
    String id = workflow.name();
    ArgoEnvironment engine = (ArgoEnvironment) environment.engine();
    namespaces.put(id, engine.namespace());
    String home = engine.home();
    if (home == null
        || !notebook.home().toString().equals(home)
        || records.find(id).filter(r -> r.origin().uid().equals(uid(workflow))).isPresent()) {
      return;
    }
    Optional<RunRecord> record = record(id, origin(workflow, clock.instant()), plan);
    String parent = options.parent();
    if (record.isPresent() && parent != null && !options.reused().isEmpty()) {
      takeOver(parent, record.get(), options.reused());
    }
  }

  private static String uid(KubeObject workflow) {
    return workflow.text("metadata", "uid");
  }

  private void takeOver(String parent, RunRecord into, Set<String> jobs) {
    Optional<RunRecord> from = records.find(parent);
    if (from.isEmpty()) {
      return;
    }
    try {
      Reuse.takeOver(run(parent), from.get().folder(), into.folder(), jobs);
    } catch (IOException e) {
      throw new JupyterFlowException.Refused(
          "The results of "
              + parent
              + " can't be taken over into "
              + into.folder().path()
              + ": "
              + e.getMessage()
              + ". The run goes on all the same.",
          e);
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
    if (remembered(record.get()).plan().equals(plan)) {
      return true;
    }
    throw new JupyterFlowException.Refused(
        "The id '"
            + id
            + "' belongs to a run of another plan. Choose another id, or look at it:"
            + " jupyterflow show "
            + id);
  }

  private RunSnapshot keep(RunSnapshot end) {
    Optional<RunRecord> record = records.find(end.id());
    if (record.isEmpty()) {
      return end;
    }
    try {
      record.get().keep(end);
      return record.get().isFinal() ? record.get().snapshot(WorkflowReader.ENGINE) : end;
    } catch (IOException noRoom) {
      return end;
    }
  }

  /// The working directory of a run's jobs, or empty.
  String directory(String id) {
    Optional<RunRecord> record = records.find(id);
    if (record.isPresent()) {
      return record.get().origin().directory();
    }
    return workflow(id)
        .orElseThrow(() -> notFound(id))
        .text("metadata", "annotations", Marks.DIRECTORY);
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
    Refusals.call(
        "deleting the run",
        () -> {
          among.delete(id);
          return true;
        });
    namespaces.remove(id);
    if (record.isPresent()) {
      try {
        records.delete(record.get());
      } catch (IOException e) {
        throw new JupyterFlowException.Refused(
            record.get().folder().path() + " can't be removed: " + e.getMessage(), e);
      }
    }
  }
}
