package io.jupyterflow.core.follow;

import io.jupyterflow.core.run.RunSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who subscribes to a feed. Safe for threads.
final class Subscribers {

  private final List<RunSubscriber> arriving = new ArrayList<>();

  /// Those that have joined; replaced at each change, so that it can be gone through without a
  /// lock.
  private List<RunSubscriber> joined = List.of();

  /// How the run was when the feed ended; null until then.
  private @Nullable RunSnapshot end;

  private List<Long> endOffsets = List.of();

  synchronized void add(RunSubscriber subscriber) {
    RunSnapshot over = end;
    if (over == null) {
      arriving.add(subscriber);
    } else {
      subscriber.joined(over, endOffsets);
      subscriber.ended(over, List.of());
    }
  }

  synchronized void remove(RunSubscriber subscriber) {
    arriving.remove(subscriber);
    List<RunSubscriber> left = new ArrayList<>(joined);
    left.remove(subscriber);
    joined = left;
  }

  synchronized boolean isEmpty() {
    return arriving.isEmpty() && joined.isEmpty();
  }

  /// Has those in that have come since the last call.
  ///
  /// @param run as it was told so far
  synchronized void join(RunSnapshot run, FeedOutput output) {
    if (arriving.isEmpty()) {
      return;
    }
    List<RunSubscriber> all = new ArrayList<>(joined);
    List<Long> offsets = output.offsets();
    for (RunSubscriber subscriber : arriving) {
      subscriber.joined(run, offsets);
      all.add(subscriber);
    }
    arriving.clear();
    joined = all;
  }

  /// Tells all of them. One that throws is told nothing more, and keeps no other from hearing.
  ///
  /// @throws RuntimeException the first that one of them threw, once all others were told
  void tell(RunSnapshot run, List<RunChange> changes) {
    @Nullable RuntimeException first = null;
    for (RunSubscriber subscriber : joined()) {
      try {
        subscriber.changed(run, changes);
      } catch (RuntimeException e) {
        remove(subscriber);
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /// @param offsets how many bytes of each job's output were told
  void end(RunSnapshot run, List<Long> offsets, List<RunChange> changes) {
    for (RunSubscriber subscriber : ending(run, offsets)) {
      subscriber.ended(run, changes);
    }
  }

  private synchronized List<RunSubscriber> ending(RunSnapshot run, List<Long> offsets) {
    end = run;
    endOffsets = offsets;
    for (RunSubscriber subscriber : arriving) {
      subscriber.joined(run, offsets);
      subscriber.ended(run, List.of());
    }
    arriving.clear();
    return joined;
  }

  private synchronized List<RunSubscriber> joined() {
    return joined;
  }
}
