package io.jupyterflow.core.follow;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows a run and tells all its subscribers the same, in the same order: a job's start, its
/// lines, its end. Used by one thread, which calls [#read] and [#await] in turn; only [#subscribe]
/// may be called by others.
///
/// The first [#read] also tells what happened before: the state of jobs that have begun, and their
/// output from its beginning.
public final class RunFeed implements AutoCloseable {

  private final Engine engine;
  private final FeedOutput output;
  private final Subscribers subscribers = new Subscribers();

  /// The jobs that may have changed since what was told.
  private final BitSet changed = new BitSet();

  private RunSnapshot run;
  private @Nullable RunSnapshot told;
  private boolean ended;

  /// @param first the run as it is known already
  public RunFeed(Engine engine, RunSnapshot first, OutputMode mode) {
    this.engine = engine;
    this.run = first;
    output = new FeedOutput(engine, first, mode, this::tell);
  }

  /// The run as it was seen last.
  public RunSnapshot run() {
    return run;
  }

  /// The state of a job's progress bar, or empty.
  public String progress(int job) {
    return output.progress(job);
  }

  /// Has a subscriber told of the run from the next [#read] on.
  public void subscribe(RunSubscriber subscriber) {
    subscribers.add(subscriber);
  }

  /// Waits until the run differs from what was seen last, or `patience` is over.
  public void await(Duration patience) {
    Optional<RunUpdate> update = engine.watch(run.id(), run.revision(), patience);
    if (update.isPresent()) {
      run = update.get().run();
      for (int job : update.get().changed()) {
        changed.set(job);
      }
    }
  }

  /// Tells what happened since the last call.
  public void read() {
    RunSnapshot before = told;
    subscribers.join(before == null ? run : before, output);
    output.begin(run);
    if (before == null) {
      changed.set(0, run.jobs().size());
    }
    for (int job = changed.nextSetBit(0); job >= 0; job = changed.nextSetBit(job + 1)) {
      JobSnapshot known = before == null ? null : before.jobs().get(job);
      JobSnapshot now = run.jobs().get(job);
      if (!now.equals(known)) {
        output.changed(new RunChange.JobChanged(run.revision(), job, known, now));
      }
    }
    changed.clear();
    told = run;
    if (before == null || before.revision() != run.revision()) {
      output.add(RunChange.RevisionReached.of(run));
    }
    output.poll();
    tell(output.take());
  }

  /// Tells what is left to tell, and ends the feed.
  public void finish() {
    if (!ended) {
      ended = true;
      try {
        output.finish();
      } finally {
        output.close();
        subscribers.end(run, output.offsets(), output.take());
      }
    }
  }

  @Override
  public void close() {
    output.close();
  }

  private void tell(List<RunChange> changes) {
    subscribers.tell(run, changes);
  }
}
