package io.jupyterflow.core.engine;

import io.jupyterflow.core.run.RunSnapshot;
import java.util.ArrayList;
import java.util.List;

/// A newer snapshot of a run, and which of its jobs changed since the revision that was asked for.
///
/// @param changed positions in the plan, ascending: every job that differs from what it was at that
///   revision, and perhaps some that do not
public record RunUpdate(RunSnapshot run, List<Integer> changed) {

  public RunUpdate {
    changed = List.copyOf(changed);
  }

  /// An update from a revision that the engine does not know: any job may have changed.
  public static RunUpdate ofAll(RunSnapshot run) {
    return new RunUpdate(run, positions(run.jobs().size()));
  }

  /// The jobs that changed after a moment, ascending.
  ///
  /// @param changedAt when each job last changed, by its position; moments are counted
  public static List<Integer> changedAfter(long[] changedAt, long moment) {
    List<Integer> changed = new ArrayList<>();
    for (int job = 0; job < changedAt.length; job++) {
      if (changedAt[job] > moment) {
        changed.add(job);
      }
    }
    return changed;
  }

  private static List<Integer> positions(int jobs) {
    List<Integer> all = new ArrayList<>(jobs);
    for (int job = 0; job < jobs; job++) {
      all.add(job);
    }
    return all;
  }
}
