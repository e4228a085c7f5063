package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.kubernetes.cause.PodBegin;
import io.jupyterflow.kubernetes.cause.PodMessages;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When the processes of jobs began. A Workflow tells when a pod was made and when it was over: the
/// wait for a machine, for the image and for volumes is in between. The launcher's files tell it,
/// where the run has a folder; else the pods do, which are asked for when attempts have ended. Used
/// under its run's lock.
final class JobTimes {

  /// Above so many jobs, their pods are too much to be read for that.
  private static final int MOST = 500;

  /// How far clocks may be apart, and how much the cluster rounds.
  private static final Duration OFF = Duration.ofSeconds(2);

  private final Workflows workflows;
  private final WorkflowReader reader;
  private final @Nullable RunFolder folder;

  /// Of attempts that began, or never will.
  private final Map<Key, Begin> known = new HashMap<>();

  private record Key(String job, int attempt) {}

  /// @param at null where it never began
  /// @param isSure whether that is not guess by the time its pod was made
  private record Begin(@Nullable Instant at, boolean isSure) {}

  /// @param folder of the run, or null where it has none
  JobTimes(Workflows workflows, WorkflowReader reader, @Nullable RunFolder folder) {
    this.workflows = workflows;
    this.reader = reader;
    this.folder = folder;
  }

  /// The run with the times at which its jobs' processes began.
  RunSnapshot on(RunSnapshot run, KubeObject workflow) {
    List<JobSnapshot> unknown = new ArrayList<>();
    for (JobSnapshot job : run.jobs()) {
      for (Attempt attempt : job.attempts()) {
        if (!isKnown(job, attempt) && attempt.state().isTerminal()) {
          unknown.add(job);
          break;
        }
      }
    }
    if (!unknown.isEmpty()) {
      askPods(run, workflow, unknown);
    }
    return known.isEmpty() ? run : with(run);
  }

  private boolean isKnown(JobSnapshot job, Attempt attempt) {
    Key key = new Key(job.name(), attempt.number());
    if (attempt.startedAt() == null || known.containsKey(key)) {
      return true;
    }
    Instant begun = folder == null ? null : begun(folder, key);
    if (begun == null || !fits(begun, attempt)) {
      return false;
    }
    known.put(key, new Begin(within(begun, attempt), true));
    return true;
  }

  /// In whole seconds, as the cluster tells all else, and between its times.
  private static Instant within(Instant begun, Attempt attempt) {
    Instant queued = attempt.queuedAt();
    Instant end = attempt.finishedAt();
    Instant at = begun.truncatedTo(ChronoUnit.SECONDS);
    at = end != null && end.isBefore(at) ? end : at;
    return queued != null && at.isBefore(queued) ? queued : at;
  }

  /// Whether the clocks of the volume and of the cluster agree.
  private static boolean fits(Instant begun, Attempt attempt) {
    Instant queued = attempt.queuedAt();
    Instant end = attempt.finishedAt();
    return (queued == null || !begun.isBefore(queued.minus(OFF)))
        && (end == null || !begun.isAfter(end.plus(OFF)));
  }

  private static @Nullable Instant begun(RunFolder folder, Key key) {
    Path started = folder.attempt(key.job(), key.attempt()).started();
    try {
      return Files.getLastModifiedTime(started).toInstant();
    } catch (IOException notThere) {
      return null;
    }
  }

  private void askPods(RunSnapshot run, KubeObject workflow, List<JobSnapshot> unknown) {
    Map<String, KubeObject> pods = new HashMap<>();
    if (run.jobs().size() <= MOST) {
      try {
        workflows.podsOf(run.id()).forEach(pod -> pods.put(pod.name(), pod));
      } catch (KubeException notTold) {
        return;
      }
    }
    for (JobSnapshot job : unknown) {
      List<String> names = reader.pods(workflow, job.name());
      for (Attempt attempt : job.attempts()) {
        Key key = new Key(job.name(), attempt.number());
        if (attempt.state().isTerminal() && !isKnown(job, attempt)) {
          boolean isNamed = attempt.number() <= names.size();
          KubeObject pod = isNamed ? pods.get(names.get(attempt.number() - 1)) : null;
          Optional<Instant> begun = pod == null ? Optional.empty() : PodBegin.of(pod);
          boolean never = pod != null && PodBegin.never(pod);
          known.put(
              key,
              new Begin(
                  never ? null : begun.orElse(attempt.startedAt()), never || begun.isPresent()));
        }
      }
    }
  }

  private RunSnapshot with(RunSnapshot run) {
    List<JobSnapshot> jobs = new ArrayList<>(run.jobs().size());
    Instant first = null;
    for (int i = 0; i < run.jobs().size(); i++) {
      JobSnapshot job = with(run.plan().jobs().get(i), run.jobs().get(i));
      jobs.add(job);
      Instant start = job.startedAt().orElse(null);
      first = first == null || (start != null && start.isBefore(first)) ? start : first;
    }
    return new RunSnapshot(
        run.id(),
        run.engine(),
        run.state(),
        run.plan(),
        jobs,
        run.createdAt(),
        first,
        run.finishedAt(),
        run.parent(),
        run.revision(),
        run.message());
  }

  private JobSnapshot with(Job job, JobSnapshot snapshot) {
    if (snapshot.attempts().isEmpty()) {
      return snapshot;
    }
    List<Attempt> attempts = new ArrayList<>(snapshot.attempts().size());
    for (Attempt attempt : snapshot.attempts()) {
      Begin begin = known.get(new Key(snapshot.name(), attempt.number()));
      attempts.add(begin == null ? attempt : with(job, attempt, begin));
    }
    Attempt before = snapshot.attempts().getLast();
    boolean isSame = snapshot.message().equals(before.message());
    return new JobSnapshot(
        snapshot.name(),
        snapshot.state(),
        attempts,
        isSame ? attempts.getLast().message() : snapshot.message());
  }

  private static Attempt with(Job job, Attempt attempt, Begin begin) {
    boolean never = begin.at() == null;
    boolean isLate = never && attempt.cause() == RetryCause.TIMEOUT;
    return new Attempt(
        attempt.number(),
        attempt.state(),
        begin.isSure() ? attempt.queuedAt() : null,
        begin.at(),
        attempt.finishedAt(),
        never ? null : attempt.exitCode(),
        attempt.cause(),
        isLate ? PodMessages.tooLate(job.timeout()) : attempt.message());
  }
}
