package io.jupyterflow.cli.follow;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.follow.PollInterval;
import io.jupyterflow.core.follow.RunFeed;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Follows a run until it is over, or until the user or the surroundings want us gone.
public final class Follower {

  /// How long one wait for news lasts, so that output and clocks go on between changes of state.
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Engine engine;
  private final RunView view;
  private final RunFeed feed;
  private final BlockingQueue<FollowSignal> cues;
  private final boolean stopsRun;
  private String told = "";
  private boolean stopping;

  /// How following ended.
  ///
  /// @param run the last that was seen
  /// @param cue what ended it; null where the run was over
  /// @param stopping whether the run was asked to stop
  public record Outcome(RunSnapshot run, @Nullable FollowSignal cue, boolean stopping) {}

  /// @param cues where signals arrive
  /// @param stopsRun whether Ctrl-C stops the run, or only leaves it
  Follower(
      Engine engine,
      RunView view,
      RunFeed feed,
      BlockingQueue<FollowSignal> cues,
      boolean stopsRun) {
    this.engine = engine;
    this.view = view;
    this.feed = feed;
    this.cues = cues;
    this.stopsRun = stopsRun;
  }

  /// Follows the run. If that can't go on, the view leaves the screen to everyone who tells why.
  public Outcome follow() {
    PollInterval pace = new PollInterval(System.nanoTime());
    feed.subscribe(view);
    try {
      feed.read();
      while (!feed.run().state().isTerminal()) {
        RunSnapshot run = feed.run();
        if (!stopping) {
          tell(run);
        }
        FollowSignal cue = pause(pace.pause(run, System.nanoTime()));
        if (leaves(cue, run.id())) {
          feed.finish();
          return new Outcome(run, cue, stopping);
        }
        feed.await(PATIENCE);
        feed.read();
      }
      feed.finish();
      return new Outcome(feed.run(), null, stopping);
    } catch (RuntimeException e) {
      finish();
      throw e;
    }
  }

  /// Does what a cue asks for.
  ///
  /// @return whether that is to leave
  private boolean leaves(@Nullable FollowSignal cue, String id) {
    if (cue == FollowSignal.REDRAW) {
      view.redraw();
      return false;
    }
    if (cue == FollowSignal.INTERRUPT && stopsRun && !stopping) {
      stopping = true;
      engine.stop(id);
      view.say("Stopping " + id + " … (Ctrl-C again leaves at once, it stops all the same)");
      return false;
    }
    return cue != null;
  }

  /// Tells what is left to tell, as far as it can still be read.
  private void finish() {
    try {
      feed.finish();
    } catch (JupyterFlowException unreadable) {
      // who called is told the first reason
    }
  }

  /// Passes on what the engine says of the run: why it waits, or stops.
  private void tell(RunSnapshot run) {
    if (!run.message().equals(told)) {
      told = run.message();
      if (!told.isEmpty()) {
        view.say(told);
      }
    }
  }

  private @Nullable FollowSignal pause(int millis) {
    try {
      return cues.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FollowSignal.TERMINATE;
    }
  }
}
