package io.jupyterflow.core.follow;

import io.jupyterflow.core.run.RunSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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

  void add(RunSubscriber subscriber) {
    RunSnapshot over;
    List<Long> offsets;
    synchronized (this) {
      over = end;
      offsets = endOffsets;
      if (over == null) {
        arriving.add(subscriber);
        return;
      }
    }
    finish(subscriber, over, offsets);
  }

  /// Has those in that have come since the last call. One that throws is not among them.
  ///
  /// @param run as it was reported so far
  /// @throws RuntimeException the first that one of them threw
  void join(RunSnapshot run, FeedOutput output) {
    List<RunSubscriber> coming = arriving();
    if (!coming.isEmpty()) {
      List<Long> offsets = output.offsets();
      each(
          coming,
          subscriber -> {
            subscriber.joined(run, offsets);
            enter(subscriber);
          });
    }
  }

  /// Tells all of them. One that throws is told nothing more, and keeps no other from hearing.
  ///
  /// @throws RuntimeException the first that one of them threw, once all others were told
  void tell(RunSnapshot run, List<RunChange> changes) {
    each(joined(), subscriber -> subscriber.changed(run, changes));
  }

  /// Tells all of them that the feed is over, those too that have just come.
  ///
  /// @param offsets how many bytes of each job's output were reported
  /// @throws RuntimeException one that one of them threw, once all others were told
  void end(RunSnapshot run, List<Long> offsets, List<RunChange> changes) {
    List<RunSubscriber> coming = over(run, offsets);
    try {
      each(joined(), subscriber -> subscriber.ended(run, changes));
    } finally {
      each(coming, subscriber -> finish(subscriber, run, offsets));
    }
  }

  /// For one that comes when all was said.
  private static void finish(RunSubscriber subscriber, RunSnapshot run, List<Long> offsets) {
    subscriber.joined(run, offsets);
    subscriber.ended(run, List.of());
  }

  private void each(List<RunSubscriber> subscribers, Consumer<RunSubscriber> call) {
    @Nullable RuntimeException first = null;
    for (RunSubscriber subscriber : subscribers) {
      try {
        call.accept(subscriber);
      } catch (RuntimeException e) {
        remove(subscriber);
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private synchronized List<RunSubscriber> arriving() {
    List<RunSubscriber> coming = List.copyOf(arriving);
    arriving.clear();
    return coming;
  }

  private synchronized void remove(RunSubscriber subscriber) {
    List<RunSubscriber> left = new ArrayList<>(joined);
    left.remove(subscriber);
    joined = left;
  }

  private synchronized void enter(RunSubscriber subscriber) {
    List<RunSubscriber> all = new ArrayList<>(joined);
    all.add(subscriber);
    joined = all;
  }

  private synchronized List<RunSubscriber> over(RunSnapshot run, List<Long> offsets) {
    end = run;
    endOffsets = offsets;
    return arriving();
  }

  private synchronized List<RunSubscriber> joined() {
    return joined;
  }
}
