package io.jupyterflow.core.follow;

import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;

/// How long to let news of a run gather between two looks: what looks costs the jobs their
/// processor. The larger the run, the longer; but towards its end, as jobs have ended so far, ever
/// shorter, so that the end is not seen late.
public final class PollInterval {

  private static final int SHORTEST = 5;
  private static final int LONGEST = 200;

  private final long began;

  /// @param nanoTime when following began
  public PollInterval(long nanoTime) {
    began = nanoTime;
  }

  /// Milliseconds until the next look.
  ///
  /// @param nanoTime now
  public int pause(RunSnapshot run, long nanoTime) {
    int jobs = run.jobs().size();
    int most = Math.clamp(jobs / 5, SHORTEST, LONGEST);
    int ended = 0;
    for (JobSnapshot job : run.jobs()) {
      if (job.state().isTerminal()) {
        ended++;
      }
    }
    if (ended == 0) {
      return Math.min(most, jobs / 50 + SHORTEST);
    }
    long left = (nanoTime - began) / 1_000_000 * (jobs - ended) / ended;
    return Math.clamp(left / 4, SHORTEST, most);
  }
}
