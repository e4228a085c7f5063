package io.jupyterflow.core.submission;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which results of a run a rerun takes over.
public final class ReusedJobs {

  private ReusedJobs() {}

  /// The names of all jobs that have their result.
  public static Set<String> of(RunSnapshot parent) {
    return except(parent, Set.of());
  }

  /// The names of those jobs that have their result and need nothing of what runs again.
  ///
  /// @param again positions in the plan of the jobs that run again, with all that come after them
  public static Set<String> before(RunSnapshot parent, List<Integer> again) {
    Set<String> reached = new LinkedHashSet<>();
    for (int job : again) {
      reached.add(parent.plan().jobs().get(job).name());
    }
    for (Job job : parent.plan().jobs()) {
      for (String needed : job.needs()) {
        if (reached.contains(needed)) {
          reached.add(job.name());
          break;
        }
      }
    }
    return except(parent, reached);
  }

  private static Set<String> except(RunSnapshot parent, Set<String> again) {
    Set<String> reused = new LinkedHashSet<>();
    for (JobSnapshot job : parent.jobs()) {
      if (job.state().isSuccess() && !again.contains(job.name())) {
        reused.add(job.name());
      }
    }
    return reused;
  }
}
