package io.jupyterflow.core.plan;

import java.util.List;

/// The immutable graph of jobs a flow expands to. Jobs stand in topological order: each after all
/// it needs.
///
/// @param name what runs of it are called, `train` in `train-7f3k2`
/// @param jobs at least one
public record Plan(String name, List<Job> jobs) {

  public Plan {
    jobs = List.copyOf(jobs);
    if (jobs.isEmpty()) {
      throw new IllegalArgumentException("a plan has at least one job");
    }
  }
}
