package io.jupyterflow.core.plan;

import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The immutable graph of jobs a flow expands to. Jobs are in topological order: each after all it
/// needs.
///
/// @param name what runs of it are called, `train` in `train-7f3k2`
/// @param jobs at least one
public record Plan(String name, List<Job> jobs) {

  /// How many jobs one plan has at most.
  public static final int MOST_JOBS = 150_000;

  /// How much of a plan the process that carries its run keeps, at most: its heap has room for this
  /// and for its own work.
  public static final long MOST_BYTES = 100_000_000;

  public Plan {
    jobs = List.copyOf(jobs);
    if (jobs.isEmpty()) {
      throw new IllegalArgumentException("a plan has at least one job");
    }
  }

  /// About how many bytes a process that carries a run keeps of this plan, to be compared with
  /// [#MOST_BYTES].
  public long footprint() {
    long bytes = 0;
    IdentityHashMap<List<String>, Boolean> joins = new IdentityHashMap<>();
    for (Job job : jobs) {
      bytes += job.footprint();
      if (!job.needs().isEmpty() && joins.put(job.needs(), true) == null) {
        bytes += joinBytes(job.needs());
      }
    }
    return bytes;
  }

  /// About how many bytes it keeps of a list of needs, once for all jobs that share it.
  public static long joinBytes(List<String> needs) {
    return Job.textBytes(needs);
  }

  /// What is said of a plan that takes more than [#MOST_BYTES].
  ///
  /// @param where what in the flow is the cause, or null
  public static Problem tooLarge(@Nullable SourceLocation where) {
    return Problem.error(
        "plan-too-large",
        where,
        "the plan is too large: the commands, variables and parameters of all its jobs take more"
            + " than "
            + MOST_BYTES / 1_000_000
            + " MB",
        "split the flow into several runs, or put long texts into a file that the jobs read");
  }
}
