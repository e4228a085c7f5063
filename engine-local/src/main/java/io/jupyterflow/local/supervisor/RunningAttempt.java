package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.runfolder.AttemptFolder;
import io.jupyterflow.local.process.ProcessIdentity;
import io.jupyterflow.local.schedule.ResourceClaim;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An attempt that has begun and has no end yet.
final class RunningAttempt {

  final int index;
  final Job job;
  final int attempt;
  final AttemptFolder folder;
  final ResourceClaim demand;
  final List<String> gpus;

  /// The launcher's pid where it is a child of this supervisor, else 0.
  long child;

  /// The launcher where another supervisor started it, else null.
  @Nullable ProcessIdentity adopted;

  /// The other host that it runs on, or did, else null.
  @Nullable String host;

  /// Whether a launcher of it exists, or existed: else it still has to be started.
  boolean begun;

  /// When it has run long enough, by the monotonic clock; [Long#MAX_VALUE] for never.
  long timeoutAt = Long.MAX_VALUE;

  /// Why it is being ended, or null while it may run.
  @Nullable Ending ending;

  /// What came of it; set once its launcher is gone while its other processes are being ended.
  @Nullable Result result;

  /// The most memory that one process of it had, in bytes, where this supervisor saw it end; else
  /// 0.
  long peak;

  RunningAttempt(
      int index,
      Job job,
      int attempt,
      AttemptFolder folder,
      ResourceClaim demand,
      List<String> gpus) {
    this.index = index;
    this.job = job;
    this.attempt = attempt;
    this.folder = folder;
    this.demand = demand;
    this.gpus = gpus;
  }

  /// It runs as a child of this supervisor.
  void spawned(long pid, long now) {
    child = pid;
    begun = true;
    limit(now);
  }

  /// Another supervisor started it.
  ///
  /// @param launcher null where that doesn't say yet
  void found(@Nullable ProcessIdentity launcher, long now) {
    child = 0;
    adopted = launcher;
    begun = true;
    limit(now - ProcessAge.nanos(launcher));
  }

  /// Another host has it, or had: it can't be ended from here, also not for its timeout.
  void elsewhere(String name) {
    child = 0;
    adopted = null;
    begun = true;
    host = name;
  }

  /// Its launcher is gone.
  void over(Result how) {
    result = how;
    child = 0;
    adopted = null;
    host = null;
  }

  private void limit(long since) {
    Duration timeout = job.timeout();
    if (timeout != null) {
      timeoutAt = since + timeout.toNanos();
    }
  }

  /// The pid of its launcher, 0 where it has none.
  long launcher() {
    return adopted != null ? adopted.pid() : child;
  }

  /// Whether it is watched by looking at its files.
  boolean isWatched() {
    return begun && child == 0 && result == null;
  }

  boolean isOverdue(long now) {
    return ending == null && timeoutAt != Long.MAX_VALUE && now - timeoutAt >= 0;
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
