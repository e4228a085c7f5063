package io.jupyterflow.cli.follow;

import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// What a reader of output waits for while the engine is silent: people are told once, for as long
/// as it lasts. Used by one thread.
final class OutputStallMonitor {

  /// A server that restarts is mostly back before.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Duration patience;
  private final Consumer<String> notes;
  private final Map<Integer, Since> jobs = new HashMap<>();
  private boolean isRunSilent;
  private boolean told;

  /// Since when the output of a job can't be reached.
  ///
  /// @param isOver whether the job was over then
  private record Since(long nanos, boolean isOver) {}

  /// @param patience for how long an output may not be reached before that is worth a word
  /// @param notes takes what is told
  OutputStallMonitor(Duration patience, Consumer<String> notes) {
    this.patience = patience;
    this.notes = notes;
  }

  /// A job's output was reached.
  void reached(int job) {
    jobs.remove(job);
    forget();
  }

  /// A job's output can't be reached. People are told where that lasts.
  ///
  /// @param isOver whether the job is over: then its output should be there, and is waited for
  ///   again
  /// @param why the engine's words
  /// @return whether it is over and waited for no longer; then nobody is told
  boolean isGivenUp(int job, boolean isOver, String why) {
    long now = System.nanoTime();
    Since since = jobs.get(job);
    if (since == null || since.isOver() != isOver) {
      since = new Since(now, isOver);
      jobs.put(job, since);
    }
    if (now - since.nanos() < patience.toNanos()) {
      return false;
    }
    if (!isOver) {
      tell("Waiting for output: " + why);
    }
    return isOver;
  }

  /// The run as it is now. One that is unknown says why itself, and outputs are waited for again
  /// once it is known again.
  void seen(RunSnapshot run) {
    boolean wasSilent = isRunSilent;
    isRunSilent = run.state() == RunState.UNKNOWN;
    if (isRunSilent) {
      tell(run.message());
    } else if (wasSilent) {
      jobs.clear();
    }
    forget();
  }

  private void tell(String what) {
    if (!told) {
      told = true;
      notes.accept(what);
    }
  }

  private void forget() {
    told &= isRunSilent || !jobs.isEmpty();
  }
}
