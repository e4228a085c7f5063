package io.jupyterflow.core.flow.syntax;

import java.util.List;

/// The commands of a flow and their order, before sweeps are expanded. Free of cycles.
///
/// @param jobs in any order
/// @param needs for each job the indexes of the jobs it comes after. Jobs behind the same join
///   share one list instance, which keeps a join of many to many cheap
public record FlowGraph(List<JobTemplate> jobs, List<List<Integer>> needs) {

  public FlowGraph {
    jobs = List.copyOf(jobs);
    needs = List.copyOf(needs);
    if (jobs.size() != needs.size()) {
      throw new IllegalArgumentException("each job has its needs");
    }
  }
}
