package io.jupyterflow.core.follow;

import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.engine.UnaskedEngine;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An engine with a run of one job, which goes through given snapshots: each `watch` gives the
/// next.
public final class OneJobRun extends UnaskedEngine {

  private static final Instant START = Instant.EPOCH;

  /// What it was asked for, in order.
  final List<String> asked = new ArrayList<>();

  private final JobLog log;
  private final List<RunSnapshot> left;

  /// The output of the job and the snapshots, the first of which the follower already has.
  public OneJobRun(JobLog log, RunSnapshot... snapshots) {
    this.log = log;
    this.left = new ArrayList<>(List.of(snapshots).subList(1, snapshots.length));
  }

  /// The run in a state.
  public static RunSnapshot at(long revision, JobState job, RunState state) {
    Attempt attempt = new Attempt(1, job, START, null, null, null, "");
    return run(revision, new JobSnapshot("a", job, List.of(attempt), ""), state);
  }

  /// The run while its job waits.
  public static RunSnapshot queued(long revision, String message) {
    JobSnapshot job = new JobSnapshot("a", JobState.QUEUED, List.of(), message);
    return run(revision, job, RunState.RUNNING);
  }

  private static RunSnapshot run(long revision, JobSnapshot job, RunState state) {
    Plan plan = new Plan("a", List.of(Job.of("a", new Command.Shell("echo hello"), List.of())));
    return new RunSnapshot(
        "a-1", "local", state, plan, List.of(job), START, START, null, null, revision, "");
  }

  @Override
  public JobLog log(String id, String job, boolean follow) {
    asked.add("log");
    return log;
  }

  @Override
  public Optional<RunUpdate> watch(String id, long revision, Duration patience) {
    asked.add("watch");
    return left.isEmpty() ? Optional.empty() : Optional.of(RunUpdate.ofAll(left.removeFirst()));
  }
}
