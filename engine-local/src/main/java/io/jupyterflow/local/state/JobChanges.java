package io.jupyterflow.local.state;

import io.jupyterflow.core.engine.RunUpdate;
import java.util.Arrays;
import java.util.List;

/// With which event each job of a run last changed. Used by one thread.
final class JobChanges {

  private final long[] changedAt;

  /// How many events were before each owner's first one, by its epoch; -1 for one that wrote none.
  private long[] before = new long[0];

  JobChanges(int jobs) {
    changedAt = new long[jobs];
  }

  /// A job changed.
  ///
  /// @param event the number of the event, counted from 1
  void changed(int job, long event) {
    changedAt[job] = event;
  }

  /// A supervisor took the run.
  ///
  /// @param events how many there were before its first
  void owned(int epoch, long events) {
    if (epoch >= before.length) {
      int known = before.length;
      before = Arrays.copyOf(before, epoch + 1);
      Arrays.fill(before, known, before.length, -1);
    }
    before[epoch] = events;
  }

  /// The jobs that changed since, ascending.
  ///
  /// @param epoch the latest one then
  /// @param events how many events there were then
  /// @param now how many there are now
  List<Integer> since(int epoch, long events, long now) {
    return RunUpdate.changedAfter(changedAt, isKnown(epoch, events, now) ? events : -1);
  }

  /// Whether so many events of an epoch are the beginning of what was taken in: the next owner says
  /// how much counts of what was written before it.
  private boolean isKnown(int epoch, long events, long now) {
    if (epoch < 0 || epoch >= Math.max(1, before.length) || events > now) {
      return false;
    }
    if (epoch > 0 && before[epoch] < 0) {
      return false;
    }
    for (int later = epoch + 1; later < before.length; later++) {
      if (before[later] >= 0) {
        return events <= before[later];
      }
    }
    return true;
  }
}
