package io.jupyterflow.core.run;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of `ps`.
///
/// @param counts how many jobs are in each state, states without a job left out
/// @param parent the run it is a rerun of, or null
public record RunSummary(
    String id,
    String engine,
    RunState state,
    Map<JobState, Integer> counts,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String parent) {

  public RunSummary {
    counts = Map.copyOf(counts);
  }

  public int count(JobState jobState) {
    return counts.getOrDefault(jobState, 0);
  }

  /// How many jobs the run has.
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
