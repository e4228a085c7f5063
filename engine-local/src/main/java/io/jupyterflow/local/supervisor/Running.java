package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.local.process.ProcessIdentity;
import io.jupyterflow.local.runfolder.AttemptFolder;
import io.jupyterflow.local.schedule.Demand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An attempt that has begun and has no end yet.
final class Running {

  final int index;
  final Job job;
  final int attempt;
  final AttemptFolder folder;
  final Demand demand;
  final List<String> gpus;

  /// The launcher's pid where it is a child of this supervisor, else 0.
  long child;

  /// The launcher where another supervisor started it, else null.
  @Nullable ProcessIdentity adopted;

  /// When it has run long enough, by the monotonic clock; [Long#MAX_VALUE] for never.
  long timeoutAt = Long.MAX_VALUE;

  /// Why it is being ended, or null while it may run.
  @Nullable Ending ending;

  /// What came of it; set once its launcher is gone while its other processes are being ended.
  @Nullable Result result;

  Running(int index, Job job, int attempt, AttemptFolder folder, Demand demand, List<String> gpus) {
    this.index = index;
    this.job = job;
    this.attempt = attempt;
    this.folder = folder;
    this.demand = demand;
    this.gpus = gpus;
  }

  boolean isChild() {
    return child != 0;
  }

  /// How an attempt is ended: asked first, killed later.
  ///
  /// @param killAt when asking was enough, by the monotonic clock
  record Ending(Reason reason, long killAt) {}

  /// Why an attempt is ended.
  enum Reason {
    STOP,
    TIMEOUT
  }

  /// How an attempt's launcher ended.
  sealed interface Result {
    /// The command's status as a shell reports it.
    record Exited(int code) implements Result {}

    /// Nobody knows.
    record Lost(String message) implements Result {}

    /// It could never start.
    record Unstartable(int code, String message) implements Result {}
  }
}
