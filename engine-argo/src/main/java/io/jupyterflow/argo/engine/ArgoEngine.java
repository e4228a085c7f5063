package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.compile.EnvironmentDifference;
import io.jupyterflow.argo.explain.ClusterCauses;
import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.argo.schedule.CronSchedules;
import io.jupyterflow.argo.submit.WorkflowSubmission;
import io.jupyterflow.core.diagnosis.Diagnosis;
import io.jupyterflow.core.diagnosis.OutputEvidence;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.engine.Schedules;
import io.jupyterflow.core.engine.Submission;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.metric.ReportedMetrics;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunSummary;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.cause.JobPackages;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeErrors;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.Retrying;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs plans as Argo Workflows of a Kubernetes cluster. The cluster knows a run while its Workflow
/// is there; where jobs have the user's home, a folder in it remembers the run for good.
///
/// Safe for threads.
public final class ArgoEngine implements Engine {

  private final KubeApi api;

  /// For what must not come to nothing because a server is just restarted.
  private final KubeApi patient;

  private final CallerContext notebook;
  private final WorkflowSubmission submission;
  private final KnownRuns runs;
  private final ListedRuns listed;
  private final RunOutput output;
  private final Clock clock;
  private final RandomGenerator random;
  private @Nullable Environment captured;

  public ArgoEngine(KubeApi api, CallerContext notebook, Clock clock) {
    this.api = api;
    this.notebook = notebook;
    this.patient = new Retrying(api, Thread::sleep);
    this.random = new SecureRandom();
    this.submission = new WorkflowSubmission(patient, random);
    this.runs = new KnownRuns(api, notebook, clock);
    this.clock = clock;
    this.listed = new ListedRuns(runs.workflows(), runs.records());
    this.output = new RunOutput(runs);
  }

  @Override
  public EngineDescriptor descriptor() {
    return ArgoDescriptor.ARGO;
  }

  @Override
  public synchronized Environment capture() {
    if (captured == null) {
      captured = KubeErrors.call("reading this notebook's pod", notebook.environment());
    }
    return captured;
  }

  @Override
  public Environment environment(String id) {
    String directory = runs.directory(id);
    Environment now = capture();
    return directory.isEmpty()
        ? now
        : new Environment(directory, now.variables(), now.resources(), now.engine());
  }

  @Override
  public List<String> differences(String id, Environment environment) {
    return runs.workflow(id)
        .map(workflow -> EnvironmentDifference.of(workflow, (PodEnvironment) environment.engine()))
        .orElse(List.of());
  }

  @Override
  public Submission prepare(Plan plan, Environment environment, SubmitOptions options) {
    return new ArgoSubmission(
        new ArgoSubmission.Cluster(api, notebook, runs),
        plan,
        environment,
        options,
        submission.prepare(plan, environment, options));
  }

  @Override
  public List<RunSummary> runs() {
    runs.records().check();
    return KubeErrors.call("listing the runs", () -> listed.summaries(user(), this::summary));
  }

  private @Nullable RunSummary summary(String id) {
    try {
      return runs.run(id).summary();
    } catch (JupyterFlowException.NotFound deletedMeanwhile) {
      return null;
    }
  }

  @Override
  public List<String> ids() {
    runs.records().check();
    return KubeErrors.call("listing the runs", () -> listed.ids(user()));
  }

  private String user() {
    return ((PodEnvironment) capture().engine()).user();
  }

  @Override
  public RunSnapshot run(String id) {
    return runs.run(id);
  }

  @Override
  public Optional<RunUpdate> watch(String id, long revision, Duration patience) {
    return runs.watch(id, revision, patience);
  }

  @Override
  public JobLog log(String id, String job, boolean follow) {
    return output.log(id, job, follow);
  }

  @Override
  public ReportedMetrics metrics(String id) {
    return output.metrics(id);
  }

  @Override
  public Explanation explain(String id) {
    RunSnapshot run = runs.run(id);
    if (run.state().isTerminal()) {
      return diagnosis(run).run().and(output.notices(run));
    }
    Optional<Explanation> untouched =
        runs.workflow(id).flatMap(workflow -> ClusterCauses.untouched(run, workflow));
    return untouched.orElseGet(() -> diagnosis(run).run().and(output.notices(run)));
  }

  @Override
  public Explanation explain(String id, String job) {
    RunSnapshot run = runs.run(id);
    return diagnosis(run).job(job).and(output.notices(run, job));
  }

  private Diagnosis diagnosis(RunSnapshot run) {
    String directory = runs.directory(run.id());
    OutputEvidence evidence = new OutputEvidence(job -> output.tail(run, job));
    ClusterCauses causes =
        new ClusterCauses(
            api, runs.workflows(run.id()), run, job -> runs.pods(run.id(), job), evidence);
    return new Diagnosis(
        run,
        directory.isEmpty() ? null : directory,
        new JobPackages(this::capture),
        evidence,
        causes::of);
  }

  @Override
  public void stop(String id) {
    if (runs.run(id).state().isTerminal()) {
      return;
    }
    Workflows among = new Workflows(patient, runs.workflows(id).namespace());
    KubeErrors.call("stopping the run " + id, () -> among.change(id, ArgoEngine::stopped));
    runs.run(id);
  }

  private static KubeObject stopped(KubeObject workflow) {
    KubeObject spec = workflow.object("spec");
    if (!spec.text("shutdown").isEmpty()) {
      return workflow;
    }
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(spec.tree());
    changed.put("shutdown", "Terminate");
    // one that still waits for its secret is looked at again only when it no longer waits
    changed.remove("suspend");
    return workflow.with("spec", changed);
  }

  @Override
  public Optional<Schedules> schedules() {
    return Optional.of(
        new CronSchedules(patient, runs.workflows().namespace(), this::user, clock, random));
  }

  @Override
  public void delete(String id) {
    if (!runs.run(id).state().isTerminal()) {
      throw RunErrors.stillRuns(id);
    }
    runs.delete(id);
  }
}
