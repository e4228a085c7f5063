package io.jupyterflow.cli.follow;

import io.jupyterflow.cli.terminal.Terminal;
import io.jupyterflow.cli.terminal.TextStream;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.follow.OutputMode;
import io.jupyterflow.core.follow.RunFeed;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a run must be followed.
///
/// @param stopsRun whether Ctrl-C stops the run, or only leaves it
/// @param quiet whether nothing is shown
/// @param allOutput whether the output of every job is shown however many there are
/// @param onChange called for each snapshot that differs from the last, instead of showing
///   anything; or null
public record FollowOptions(
    boolean stopsRun, boolean quiet, boolean allOutput, @Nullable Consumer<RunSnapshot> onChange) {

  /// Above so many jobs, output is shown only where a job failed.
  private static final int OUTPUT_OF_ALL = 20;

  /// Where to show it.
  public record Screen(TextStream err, Clock clock, Terminal terminal) {}

  /// Follows until the run is over or a signal ends it. Signals are heard from the call on: `begin`
  /// runs first and gives the run.
  public Follower.Outcome follow(
      Engine engine, SignalSource signals, Screen screen, Supplier<RunSnapshot> begin) {
    LinkedBlockingQueue<FollowSignal> cues = new LinkedBlockingQueue<>();
    try (SignalSource.Listening _ = signals.listen(cues::add)) {
      RunSnapshot first = begin.get();
      boolean few = first.jobs().size() <= OUTPUT_OF_ALL;
      OutputMode mode =
          quiet ? OutputMode.NONE : few || allOutput ? OutputMode.ALL : OutputMode.FAILED;
      try (RunFeed feed = new RunFeed(engine, first, mode)) {
        RunView view = view(screen, feed, few);
        return new Follower(engine, view, feed, cues, stopsRun).follow();
      }
    }
  }

  private RunView view(Screen screen, RunFeed feed, boolean few) {
    if (onChange != null) {
      return new SnapshotView(onChange);
    }
    if (quiet) {
      return new QuietView();
    }
    if (screen.terminal().isDrawable()) {
      String footer = stopsRun ? "Ctrl-C stops the run" : "Ctrl-C leaves; the run goes on";
      return new LiveView(screen.err(), screen.clock(), screen.terminal(), feed, footer);
    }
    return new PlainView(screen.err(), screen.clock(), few);
  }
}
