package io.jupyterflow.argo.follow;

import io.jupyterflow.argo.compile.TaskNames;
import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a Workflow as the run it is. Pure: the same object at the same moment is the same run.
public final class WorkflowReader {

  /// What the engine is called in snapshots.
  public static final String ENGINE = "argo";

  /// How long a Workflow may lie untouched before that is worth a word.
  static final Duration UNTOUCHED = Duration.ofSeconds(15);

  private final Plan plan;

  /// What each job is called in the Workflow.
  private final List<String> tasks;

  /// @param plan as it was compiled
  public WorkflowReader(Plan plan) {
    this.plan = plan;
    TaskNames names = TaskNames.of(plan);
    this.tasks = plan.jobs().stream().map(job -> names.task(job.name())).toList();
  }

  public Plan plan() {
    return plan;
  }

  /// The run now.
  ///
  /// @param pods of the Workflow; needed only where [#needsPods] says so
  public RunSnapshot read(KubeObject workflow, List<KubeObject> pods, Instant now) {
    NodeStatuses nodes = NodeStatuses.of(workflow);
    String degraded = "";
    if (!nodes.missing().isEmpty()) {
      String progress = workflow.text("status", "progress");
      degraded =
          nodes.missing()
              + "; what is shown here comes from its pods"
              + (progress.isEmpty() ? "" : ", and " + progress + " jobs are done");
      nodes = NodeStatuses.ofPods(pods);
    }
    Instant created = created(workflow);
    RunState state = state(workflow);
    boolean untouched = state == RunState.PENDING && !now.isBefore(created.plus(UNTOUCHED));
    List<JobSnapshot> jobs = new JobSnapshotReader(plan, tasks, workflow, nodes, state).all();
    state = settled(state, workflow);
    return new RunSnapshot(
        workflow.name(),
        ENGINE,
        state,
        plan,
        jobs,
        created,
        firstStart(jobs),
        state.isTerminal() ? workflow.time("status", "finishedAt").orElse(created) : null,
        parent(workflow),
        Revision.of(workflow, untouched),
        message(workflow, state, jobs, untouched, degraded));
  }

  /// Whether the Workflow's own status says nothing of its jobs.
  public static boolean needsPods(KubeObject workflow) {
    return !NodeStatuses.of(workflow).missing().isEmpty();
  }

  /// The pods of a job's attempts, oldest first, as far as their containers began.
  public List<String> pods(KubeObject workflow, String job) {
    NodeStatuses nodes = NodeStatuses.of(workflow);
    for (int i = 0; i < tasks.size(); i++) {
      Node node = nodes.task(tasks.get(i));
      if (plan.jobs().get(i).name().equals(job) && node != null) {
        return JobStatusReader.tries(node, nodes).stream()
            .map(each -> PodNames.of(workflow.name(), each))
            .toList();
      }
    }
    return List.of();
  }

  /// The newest pods of jobs that were made before a moment, have not begun, and of which the
  /// Workflow does not say why.
  ///
  /// @param most how many at most
  public Map<String, String> silent(KubeObject workflow, Instant before, int most) {
    NodeStatuses nodes = NodeStatuses.of(workflow);
    Map<String, String> silent = new LinkedHashMap<>();
    for (int i = 0; i < tasks.size() && silent.size() < most; i++) {
      Node node = nodes.task(tasks.get(i));
      List<Node> tries =
          node == null || node.isOver() ? List.of() : JobStatusReader.tries(node, nodes);
      if (!tries.isEmpty() && tries.getLast().isSilent(before)) {
        silent.put(plan.jobs().get(i).name(), PodNames.of(workflow.name(), tries.getLast()));
      }
    }
    return silent;
  }

  /// When the cluster made a Workflow, in whole seconds; the epoch where it doesn't say.
  public static Instant created(KubeObject workflow) {
    return workflow.time("metadata", "creationTimestamp").orElse(Instant.EPOCH);
  }

  /// The state that a Workflow's labels and status say, before its jobs are looked at.
  static RunState state(KubeObject workflow) {
    return state(workflow.text("status", "phase"));
  }

  static RunState state(String phase) {
    return switch (phase) {
      case "Running" -> RunState.RUNNING;
      case "Succeeded" -> RunState.SUCCEEDED;
      case "Failed", "Error" -> RunState.FAILED;
      default -> RunState.PENDING;
    };
  }

  static boolean isStopping(KubeObject workflow) {
    return !workflow.text("spec", "shutdown").isEmpty();
  }

  private static RunState settled(RunState state, KubeObject workflow) {
    return state == RunState.FAILED && isStopping(workflow) ? RunState.STOPPED : state;
  }

  private static @Nullable Instant firstStart(List<JobSnapshot> jobs) {
    Instant first = null;
    for (JobSnapshot job : jobs) {
      Instant start = job.startedAt().orElse(null);
      if (start != null && (first == null || start.isBefore(first))) {
        first = start;
      }
    }
    return first;
  }

  private static @Nullable String parent(KubeObject workflow) {
    String parent = workflow.text("metadata", "labels", WorkflowLabels.PARENT);
    return parent.isEmpty() ? null : parent;
  }

  private static String message(
      KubeObject workflow,
      RunState state,
      List<JobSnapshot> jobs,
      boolean untouched,
      String degraded) {
    if (untouched) {
      return "accepted by the cluster, but nothing there has begun to work on it:"
          + " the controller of Argo Workflows seems not to run, or not to see this namespace";
    }
    if (state == RunState.STOPPED) {
      return "stopped on request";
    }
    if (isStopping(workflow) && !state.isTerminal()) {
      return "it is being stopped";
    }
    if (state == RunState.FAILED) {
      String first = firstFailed(jobs);
      if (isFailFast(workflow) && first != null) {
        return first + " did not succeed, and --fail-fast stopped the rest";
      }
      if (first == null) {
        return ControllerMessages.run(workflow.text("status", "message"));
      }
    }
    return degraded;
  }

  private static @Nullable String firstFailed(List<JobSnapshot> jobs) {
    JobSnapshot first = null;
    for (JobSnapshot job : jobs) {
      boolean failed = job.state() == JobState.FAILED || job.state() == JobState.LOST;
      if (failed && (first == null || end(job).isBefore(end(first)))) {
        first = job;
      }
    }
    return first == null ? null : first.name();
  }

  private static Instant end(JobSnapshot job) {
    return job.finishedAt().orElse(Instant.MAX);
  }

  static boolean isFailFast(KubeObject workflow) {
    for (KubeObject template : workflow.objects("spec", "templates")) {
      if (template.isTrue("dag", "failFast")) {
        return true;
      }
    }
    return false;
  }
}
