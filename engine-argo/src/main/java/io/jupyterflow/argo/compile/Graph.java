package io.jupyterflow.argo.compile;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The jobs of a plan that must be run, by number in topological order, and what each needs. Jobs
/// that need the same share one array of needs.
///
/// @param jobs without those whose results are taken over
/// @param needs by job, ascending
record Graph(List<Job> jobs, List<int[]> needs) {

  /// @param reused names of jobs that are not run: what needed them needs nothing in their place
  static Graph of(Plan plan, Set<String> reused) {
    List<Job> jobs = new ArrayList<>(plan.jobs().size());
    Map<String, Integer> numbers = new HashMap<>();
    for (Job job : plan.jobs()) {
      if (!reused.contains(job.name())) {
        numbers.put(job.name(), jobs.size());
        jobs.add(job);
      }
    }
    IdentityHashMap<List<String>, int[]> joins = new IdentityHashMap<>();
    Map<List<String>, int[]> equal = new HashMap<>();
    List<int[]> needs = new ArrayList<>(jobs.size());
    for (Job job : jobs) {
      int[] known = joins.get(job.needs());
      if (known == null) {
        known = equal.computeIfAbsent(job.needs(), names -> numbers(names, numbers));
        joins.put(job.needs(), known);
      }
      needs.add(known);
    }
    return new Graph(jobs, needs);
  }

  private static int[] numbers(List<String> names, Map<String, Integer> numbers) {
    int[] found = new int[names.size()];
    int count = 0;
    for (String name : names) {
      Integer number = numbers.get(name);
      if (number != null) {
        found[count++] = number;
      }
    }
    int[] sorted = Arrays.copyOf(found, count);
    Arrays.sort(sorted);
    return sorted;
  }

  int size() {
    return jobs.size();
  }

  int[] needs(int job) {
    return needs.get(job);
  }
}
