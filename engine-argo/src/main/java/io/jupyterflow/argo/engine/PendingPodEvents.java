package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.follow.Revision;
import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.kubernetes.cause.PodCauses;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why jobs of a run don't begin where the Workflow doesn't say: Argo tells nothing of volumes that
/// can't be attached or mounted, the cluster's notes about the pods do. They are asked for seldom,
/// of few jobs, and only while there are such; not at all where this user may not. Safe for
/// threads.
final class PendingPodEvents {

  /// A pod that takes its time has begun by then, mostly; and how long what was noted is believed.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MOST = 4;

  private final Workflows workflows;
  private final WorkflowReader reader;
  private final Clock clock;
  private Instant next = Instant.MIN;
  private Map<String, String> notes = Map.of();
  private int changes;
  private long read;
  private @Nullable RunSnapshot told;

  PendingPodEvents(Workflows workflows, WorkflowReader reader, Clock clock) {
    this.workflows = workflows;
    this.reader = reader;
    this.clock = clock;
  }

  /// The run with what is noted of its jobs.
  ///
  /// @param run as the Workflow shows it
  /// @param isAnswering whether the cluster may be asked now
  /// @param isWaiting whether to wait for its answer; else a later call has it
  synchronized RunSnapshot on(
      RunSnapshot run, KubeObject workflow, boolean isAnswering, boolean isWaiting) {
    if (run.state().isTerminal()) {
      return run;
    }
    Instant now = clock.instant();
    boolean isDue = isAnswering && !now.isBefore(next);
    if (isDue) {
      next = now.plus(PATIENCE);
      Map<String, String> pods = reader.silent(workflow, now.minus(PATIENCE), MOST);
      if (isWaiting) {
        take(ask(pods));
      } else if (!pods.isEmpty() || !notes.isEmpty()) {
        Thread.ofVirtual().name("notes-" + run.id()).start(() -> take(ask(pods)));
      }
    }
    RunSnapshot known = told;
    if (known == null || run.revision() != read) {
      known = changes == 0 ? run : with(run);
      read = run.revision();
      told = known;
    }
    return known;
  }

  /// @param pods by job
  /// @return null where the cluster doesn't say
  private @Nullable Map<String, String> ask(Map<String, String> pods) {
    Map<String, String> asked = new LinkedHashMap<>();
    try {
      pods.forEach((job, pod) -> asked.put(job, PodCauses.waitingFor(workflows.eventsOf(pod))));
    } catch (KubeException notTold) {
      return null;
    }
    asked.values().removeIf(String::isEmpty);
    return asked;
  }

  private synchronized void take(@Nullable Map<String, String> answer) {
    if (answer != null && !answer.equals(notes)) {
      notes = answer;
      changes++;
      told = null;
    }
  }

  private RunSnapshot with(RunSnapshot run) {
    List<JobSnapshot> jobs = new ArrayList<>(run.jobs().size());
    for (JobSnapshot job : run.jobs()) {
      String note = notes.getOrDefault(job.name(), "");
      boolean isSilent = job.state() == JobState.QUEUED && job.message().isEmpty();
      jobs.add(
          isSilent && !note.isEmpty()
              ? new JobSnapshot(job.name(), job.state(), job.attempts(), note)
              : job);
    }
    return new RunSnapshot(
        run.id(),
        run.engine(),
        run.state(),
        run.plan(),
        jobs,
        run.createdAt(),
        run.startedAt(),
        run.finishedAt(),
        run.parent(),
        Revision.noted(run.revision(), changes),
        run.message());
  }
}
