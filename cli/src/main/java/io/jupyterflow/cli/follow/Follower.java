package io.jupyterflow.cli.follow;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows a run until it is over, or until the user or the surroundings want us gone.
public final class Follower {

  /// How long one wait for news lasts, so that output and clocks go on between changes of state.
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Engine engine;
  private final RunView view;
  private final RunFollower reader;
  private final BlockingQueue<FollowSignal> cues;
  private final boolean stopsRun;
  private final @Nullable Consumer<RunSnapshot> onChange;
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
  /// @param onChange called for each snapshot that differs from the last, or null
  Follower(
      Engine engine,
      RunView view,
      RunFollower reader,
      BlockingQueue<FollowSignal> cues,
      boolean stopsRun,
      @Nullable Consumer<RunSnapshot> onChange) {
    this.engine = engine;
    this.view = view;
    this.reader = reader;
    this.cues = cues;
    this.stopsRun = stopsRun;
    this.onChange = onChange;
  }

  /// Follows a run. Where that can't go on, the view leaves the screen to whoever tells why.
  public Outcome follow(String id) {
    PollInterval pace = new PollInterval(System.nanoTime());
    RunSnapshot run = changed(engine.run(id));
    try {
      while (!run.state().isTerminal()) {
        view.show(run, reader.read(run, view));
        if (!stopping) {
          tell(run);
        }
        FollowSignal cue = pause(pace.pause(run, System.nanoTime()));
        if (leaves(cue, id)) {
          view.end(run, reader.finish(view), false);
          return new Outcome(run, cue, stopping);
        }
        Optional<RunSnapshot> next = engine.watch(id, run.revision(), PATIENCE);
        run = next.isPresent() ? changed(next.get()) : run;
      }
      view.show(run, reader.read(run, view));
      view.end(run, reader.finish(view), true);
      return new Outcome(run, null, stopping);
    } catch (RuntimeException e) {
      view.end(run, rest(), false);
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

  /// What is left to tell, as far as it can still be read.
  private List<RunChange> rest() {
    try {
      return reader.finish(view);
    } catch (JupyterFlowException unreadable) {
      return List.of();
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

  private RunSnapshot changed(RunSnapshot run) {
    if (onChange != null) {
      onChange.accept(run);
    }
    return run;
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
