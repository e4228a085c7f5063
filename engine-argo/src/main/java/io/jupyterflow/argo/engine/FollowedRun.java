package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.follow.PodLog;
import io.jupyterflow.argo.follow.Revision;
import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.argo.follow.WorkflowWatch;
import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.core.engine.JobRevisions;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A run that this process has looked at: what was seen last, and the watch that keeps it new. Safe
/// for threads.
final class FollowedRun {

  /// How long the cluster may be silent before a run's state is called unknown.
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final Workflows workflows;
  private final WorkflowReader reader;
  private final WorkflowWatch watch;
  private final Clock clock;
  private final UnaryOperator<RunSnapshot> ended;

  private final JobRevisions revisions = new JobRevisions();
  private final PendingPodEvents notes;
  private final JobTimes times;

  private KubeObject read = KubeObject.EMPTY;
  private @Nullable RunSnapshot last;

  /// @param folder of the run, or null where it has none
  /// @param ended keeps the end of a run, and says how it ended
  FollowedRun(
      Workflows workflows,
      KubeObject first,
      WorkflowReader reader,
      @Nullable RunFolder folder,
      Clock clock,
      UnaryOperator<RunSnapshot> ended) {
    this.workflows = workflows;
    this.reader = reader;
    this.watch = new WorkflowWatch(workflows, first);
    this.notes = new PendingPodEvents(workflows, reader, clock);
    this.times = new JobTimes(workflows, reader, folder);
    this.clock = clock;
    this.ended = ended;
  }

  WorkflowReader reader() {
    return reader;
  }

  /// The run as a Workflow that was just read shows it.
  synchronized RunSnapshot seen(KubeObject workflow) {
    watch.seen(workflow);
    RunSnapshot now = notes.on(snapshot(workflow), workflow, true, true);
    revisions.add(now);
    return now;
  }

  private synchronized RunSnapshot snapshot(KubeObject workflow) {
    RunSnapshot before = last;
    boolean same =
        before != null
            && (before.state().isTerminal()
                || (workflow.resourceVersion().equals(read.resourceVersion())
                    && before.state() != RunState.PENDING));
    if (before != null && same) {
      return before;
    }
    List<KubeObject> pods = WorkflowReader.needsPods(workflow) ? pods(workflow.name()) : List.of();
    RunSnapshot now = times.on(reader.read(workflow, pods, clock.instant()), workflow);
    now = now.state().isTerminal() ? ended.apply(now) : now;
    read = workflow;
    last = now;
    return now;
  }

  private List<KubeObject> pods(String id) {
    try {
      return workflows.podsOf(id);
    } catch (KubeException notTold) {
      return List.of();
    }
  }

  /// What the watch knows now; nothing where the Workflow was deleted.
  Optional<RunSnapshot> now() {
    return at(watch.now());
  }

  /// Waits until the run differs from a revision; nothing where it does not, or is gone.
  Optional<RunUpdate> await(long revision, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    WorkflowWatch.State state = watch.now();
    while (true) {
      Optional<RunSnapshot> now = at(state);
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (now.isEmpty()) {
        return Optional.empty();
      }
      if (now.get().revision() != revision) {
        return Optional.of(revisions.update(now.get(), revision));
      }
      if (left.isNegative() || left.isZero() || now.get().state().isTerminal()) {
        return Optional.empty();
      }
      state = watch.await(state.changes(), left);
    }
  }

  /// Whether the Workflow was deleted under the run.
  boolean isGone() {
    return watch.now().workflow() == null;
  }

  private Optional<RunSnapshot> at(WorkflowWatch.State state) {
    KubeObject workflow = state.workflow();
    if (workflow == null) {
      return Optional.empty();
    }
    RunSnapshot now = notes.on(snapshot(workflow), workflow, state.lostFor().isZero(), false);
    return Optional.of(
        state.lostFor().compareTo(SILENCE) < 0 || now.state().isTerminal() ? now : silent(now));
  }

  private static RunSnapshot silent(RunSnapshot now) {
    return new RunSnapshot(
        now.id(),
        now.engine(),
        RunState.UNKNOWN,
        now.plan(),
        now.jobs(),
        now.createdAt(),
        now.startedAt(),
        now.finishedAt(),
        now.parent(),
        Revision.silent(now.revision()),
        "the cluster has not answered for a while; the run goes on there");
  }

  /// The pods of a job's attempts.
  synchronized PodLog.Tries tries(String job) {
    KubeObject workflow = watch.now().workflow();
    RunSnapshot now = workflow == null ? last : snapshot(workflow);
    boolean over =
        workflow == null
            || now == null
            || now.job(job).map(JobSnapshot::state).map(s -> s.isTerminal()).orElse(true);
    return new PodLog.Tries(reader.pods(workflow == null ? read : workflow, job), over);
  }

  void close() {
    watch.close();
  }
}
