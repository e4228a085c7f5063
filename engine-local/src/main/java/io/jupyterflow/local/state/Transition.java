package io.jupyterflow.local.state;

import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import java.util.ArrayList;
import java.util.List;

/// How a job's state follows from the one before and what happened. Pure: the supervisor decides
/// with it and every reader replays with it, so both always see the same.
final class Transition {

  private Transition() {}

  /// The job after the event. An event that has no edge from the job's state changes nothing:
  /// terminal states never change, whatever a late or repeated line says.
  static JobSnapshot of(JobSnapshot job, JobEvent event) {
    JobState state = job.state();
    // No switch over types: the first of a JVM costs milliseconds, and every command replays runs.
    if (event instanceof JobEvent.Queued) {
      return state == JobState.WAITING ? with(job, JobState.QUEUED, job.attempts(), "") : job;
    }
    if (event instanceof JobEvent.Started e) {
      return state == JobState.QUEUED ? started(job, e) : job;
    }
    if (event instanceof JobEvent.Ended e) {
      return state == JobState.RUNNING ? ended(job, e) : job;
    }
    if (event instanceof JobEvent.Skipped e) {
      return state == JobState.WAITING
          ? with(job, JobState.SKIPPED, job.attempts(), e.message())
          : job;
    }
    if (event instanceof JobEvent.Stopped e) {
      return state == JobState.WAITING || state == JobState.QUEUED
          ? with(job, JobState.STOPPED, job.attempts(), e.message())
          : job;
    }
    JobEvent.Reused reused = (JobEvent.Reused) event;
    return state == JobState.WAITING && job.attempts().isEmpty()
        ? with(job, JobState.REUSED, job.attempts(), reused.message())
        : job;
  }

  private static JobSnapshot started(JobSnapshot job, JobEvent.Started event) {
    Attempt attempt =
        new Attempt(event.attempt(), JobState.RUNNING, event.at(), null, null, null, "");
    if (job.attempts().isEmpty()) {
      return with(job, JobState.RUNNING, List.of(attempt), "");
    }
    List<Attempt> attempts = new ArrayList<>(job.attempts());
    attempts.add(attempt);
    return with(job, JobState.RUNNING, attempts, "");
  }

  private static JobSnapshot ended(JobSnapshot job, JobEvent.Ended event) {
    Attempt last = job.attempts().getLast();
    Attempt over =
        new Attempt(
            last.number(),
            event.state(),
            last.startedAt(),
            event.at(),
            event.exitCode(),
            event.cause(),
            event.message());
    List<Attempt> attempts;
    if (job.attempts().size() == 1) {
      attempts = List.of(over);
    } else {
      attempts = new ArrayList<>(job.attempts());
      attempts.set(attempts.size() - 1, over);
    }
    JobState next = event.again() ? JobState.QUEUED : event.state();
    return with(job, next, attempts, event.message());
  }

  private static JobSnapshot with(
      JobSnapshot job, JobState state, List<Attempt> attempts, String message) {
    return new JobSnapshot(job.name(), state, attempts, message);
  }
}
