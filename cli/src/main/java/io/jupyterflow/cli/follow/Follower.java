package io.jupyterflow.cli.follow;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Duration;
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
  private final RunReader reader;
  private final BlockingQueue<Cue> cues;
  private final boolean stopsRun;
  private final @Nullable Consumer<RunSnapshot> onChange;
  private String told = "";

  /// How following ended.
  ///
  /// @param run the last that was seen
  /// @param cue what ended it; null where the run was over
  /// @param stopping whether the run was asked to stop
  public record Outcome(RunSnapshot run, @Nullable Cue cue, boolean stopping) {}

  /// @param cues where signals arrive
  /// @param stopsRun whether Ctrl-C stops the run, or only leaves it
  /// @param onChange called for each snapshot that differs from the last, or null
  Follower(
      Engine engine,
      RunView view,
      RunReader reader,
      BlockingQueue<Cue> cues,
      boolean stopsRun,
      @Nullable Consumer<RunSnapshot> onChange) {
    this.engine = engine;
    this.view = view;
    this.reader = reader;
    this.cues = cues;
    this.stopsRun = stopsRun;
    this.onChange = onChange;
  }

  public Outcome follow(String id) {
    Pace pace = new Pace(System.nanoTime());
    RunSnapshot run = changed(engine.run(id));
    boolean stopping = false;
    while (true) {
      if (run.state().isTerminal()) {
        view.show(run, reader.read(run));
        view.end(run, reader.finish(), true);
        return new Outcome(run, null, stopping);
      }
      view.show(run, reader.read(run));
      if (!stopping) {
        tell(run);
      }
      Cue cue = pause(pace.pause(run, System.nanoTime()));
      if (cue == Cue.REDRAW) {
        view.redraw();
      } else if (cue == Cue.INTERRUPT && stopsRun && !stopping) {
        stopping = true;
        engine.stop(id);
        view.say("Stopping " + id + " … (Ctrl-C again leaves at once, it stops all the same)");
      } else if (cue != null) {
        view.end(run, reader.finish(), false);
        return new Outcome(run, cue, stopping);
      }
      Optional<RunSnapshot> next = news(id, run);
      run = next.isPresent() ? changed(next.get()) : run;
    }
  }

  /// Waits for news. An engine that can't go on says why: the view leaves the screen to it.
  private Optional<RunSnapshot> news(String id, RunSnapshot run) {
    try {
      return engine.watch(id, run.revision(), PATIENCE);
    } catch (JupyterFlowException e) {
      view.end(run, reader.finish(), false);
      throw e;
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

  private @Nullable Cue pause(int millis) {
    try {
      return cues.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Cue.TERMINATE;
    }
  }
}
