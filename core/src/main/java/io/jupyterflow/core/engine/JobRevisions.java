package io.jupyterflow.core.engine;

import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import org.jspecify.annotations.Nullable;

/// Remembers when each job of a run last changed, for an engine that is told states and no events.
/// Compares each snapshot with the one before, once, where it arrives. Safe for threads.
public final class JobRevisions {

  /// The revisions that are known, at most: who asks for an older one is told of all jobs.
  private static final int KNOWN = 64;

  private final long[] revisions = new long[KNOWN];
  private @Nullable RunSnapshot last;
  private long[] changedAt = new long[0];

  /// How many snapshots were taken in. The one of number `n` has its revision at `n % KNOWN`.
  private long count;

  /// Takes in a snapshot and tells what changed in it.
  ///
  /// @param revision since when
  public synchronized RunUpdate update(RunSnapshot run, long revision) {
    add(run);
    for (long number = count; number > Math.max(0, count - KNOWN); number--) {
      if (revisions[(int) (number % KNOWN)] == revision) {
        return new RunUpdate(run, RunUpdate.changedAfter(changedAt, number));
      }
    }
    return RunUpdate.ofAll(run);
  }

  /// Takes in a snapshot.
  public synchronized void add(RunSnapshot run) {
    RunSnapshot before = last;
    if (before != null && before.revision() == run.revision()) {
      return;
    }
    count++;
    revisions[(int) (count % KNOWN)] = run.revision();
    if (before == null) {
      changedAt = new long[run.jobs().size()];
    } else {
      for (int job = 0; job < changedAt.length; job++) {
        JobSnapshot now = run.jobs().get(job);
        if (!now.equals(before.jobs().get(job))) {
          changedAt[job] = count;
        }
      }
    }
    last = run;
  }
}
