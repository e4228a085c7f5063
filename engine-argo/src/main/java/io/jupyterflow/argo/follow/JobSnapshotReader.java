package io.jupyterflow.argo.follow;

import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobEndText;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The jobs of one reading of a Workflow: what its nodes say of each, and for jobs without a node
/// what follows from the jobs they need.
final class JobSnapshotReader {

  private final Plan plan;
  private final List<String> tasks;
  private final NodeStatuses nodes;
  private final RunState run;
  private final boolean failFast;
  private final AttemptEnd.Circumstances circumstances;
  private final Set<String> reused = new HashSet<>();
  private final Map<String, JobState> states = new HashMap<>();
  private final IdentityHashMap<List<String>, Needed> joins = new IdentityHashMap<>();

  /// @param tasks what each job is called in the Workflow
  /// @param run the state of the run, before its jobs are looked at
  JobSnapshotReader(
      Plan plan, List<String> tasks, KubeObject workflow, NodeStatuses nodes, RunState run) {
    this.plan = plan;
    this.tasks = tasks;
    this.nodes = nodes;
    this.run = run;
    this.failFast = WorkflowReader.isFailFast(workflow);
    this.circumstances =
        new AttemptEnd.Circumstances(
            WorkflowReader.isStopping(workflow), failFast && anyFailedByItself());
    String names = workflow.text("metadata", "annotations", WorkflowLabels.REUSED);
    reused.addAll(names.isEmpty() ? List.of() : List.of(names.split(",")));
  }

  /// Whether a job failed that was not ended by a signal: what tells the first failure from those
  /// that it brought about.
  private boolean anyFailedByItself() {
    AttemptEnd.Circumstances alone = new AttemptEnd.Circumstances(false, true);
    for (int i = 0; i < tasks.size(); i++) {
      Node node = nodes.task(tasks.get(i));
      if (node != null
          && (node.phase().equals("Failed") || node.phase().equals("Error"))
          && AttemptEnd.of(node, plan.jobs().get(i), alone).state() != JobState.STOPPED) {
        return true;
      }
    }
    return false;
  }

  List<JobSnapshot> all() {
    List<JobSnapshot> all = new ArrayList<>(plan.jobs().size());
    for (int i = 0; i < plan.jobs().size(); i++) {
      JobSnapshot job = job(plan.jobs().get(i), tasks.get(i));
      states.put(job.name(), job.state());
      all.add(job);
    }
    return all;
  }

  private JobSnapshot job(Job job, String task) {
    if (reused.contains(job.name())) {
      return new JobSnapshot(job.name(), JobState.REUSED, List.of(), "");
    }
    Node node = nodes.task(task);
    boolean omitted =
        node != null && (node.phase().equals("Omitted") || node.phase().equals("Skipped"));
    return node == null || omitted
        ? withoutNode(job, omitted)
        : JobStatusReader.of(job, node, nodes, circumstances);
  }

  private JobSnapshot withoutNode(Job job, boolean omitted) {
    Needed needed = joins.computeIfAbsent(job.needs(), this::needed);
    if (needed.broken != null) {
      return new JobSnapshot(
          job.name(),
          JobState.SKIPPED,
          List.of(),
          JobEndText.skipped(needed.broken, needed.brokenState));
    }
    if (needed.stopped) {
      return new JobSnapshot(job.name(), JobState.STOPPED, List.of(), "");
    }
    boolean over = run.isTerminal() || omitted;
    JobState state;
    if (!over) {
      state = needed.done ? JobState.QUEUED : JobState.WAITING;
    } else if (run == RunState.SUCCEEDED) {
      state = JobState.SUCCEEDED;
    } else {
      state = circumstances.stopping() || failFast ? JobState.STOPPED : JobState.SKIPPED;
    }
    return new JobSnapshot(
        job.name(), state, List.of(), state == JobState.SKIPPED ? "the run ended before it" : "");
  }

  private Needed needed(List<String> needs) {
    boolean done = true;
    boolean stopped = false;
    for (String need : needs) {
      JobState state = states.getOrDefault(need, JobState.WAITING);
      if (state == JobState.FAILED || state == JobState.LOST || state == JobState.SKIPPED) {
        return new Needed(need, state, false, false);
      }
      stopped |= state == JobState.STOPPED;
      done &= state.isSuccess();
    }
    return new Needed(null, JobState.WAITING, stopped, done);
  }

  /// What happened to all that a job needs.
  ///
  /// @param broken the first that did not succeed by itself, or null
  /// @param stopped whether one was stopped
  /// @param done whether all succeeded
  private record Needed(
      @Nullable String broken, JobState brokenState, boolean stopped, boolean done) {}
}
