package io.jupyterflow.core.run;

import io.jupyterflow.core.plan.Plan;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A run at one moment: all that a screen, a document or a page is drawn from.
///
/// @param id unique among the runs of its engine
/// @param engine `local` or `argo`
/// @param plan what it executes
/// @param jobs in the order of the plan, one for each of its jobs
/// @param createdAt when it was submitted
/// @param startedAt when its first job began, or null
/// @param finishedAt when it reached a terminal state, or null
/// @param parent the run it is a rerun of, or null
/// @param revision grows with every change; equal revisions are equal snapshots
/// @param message why it is in its state, in plain words; empty where the state says it all
public record RunSnapshot(
    String id,
    String engine,
    RunState state,
    Plan plan,
    List<JobSnapshot> jobs,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String parent,
    long revision,
    String message) {

  public RunSnapshot {
    jobs = List.copyOf(jobs);
    if (jobs.size() != plan.jobs().size()) {
      throw new IllegalArgumentException("one job snapshot for each job of the plan");
    }
  }

  public Optional<JobSnapshot> job(String name) {
    return jobs.stream().filter(j -> j.name().equals(name)).findFirst();
  }

  public RunSummary summary() {
    Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
    for (JobSnapshot job : jobs) {
      counts.merge(job.state(), 1, Integer::sum);
    }
    return new RunSummary(id, engine, state, counts, createdAt, startedAt, finishedAt, parent);
  }
}
