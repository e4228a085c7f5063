package io.jupyterflow.cli.follow;

import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The output of one job while it is followed.
final class JobOutput implements AutoCloseable {

  /// How long the next piece of what a job wrote before its end may be on its way.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final JobLog log;
  private final LineSplitter splitter = new LineSplitter();

  JobOutput(JobLog log) {
    this.log = log;
  }

  /// Adds the lines that came since the last call: those that could be read, where it throws. What
  /// can't be reached at the moment is left to a later call.
  void poll(List<String> lines) {
    take(lines);
  }

  /// @return why nothing more can be reached at the moment; nothing where it can
  private Optional<JupyterFlowException.Unreachable> take(List<String> lines) {
    try {
      byte[] bytes = log.poll();
      while (bytes.length > 0) {
        lines.addAll(splitter.add(bytes));
        bytes = log.poll();
      }
      return Optional.empty();
    } catch (JupyterFlowException.Unreachable e) {
      return Optional.of(e);
    }
  }

  /// Adds all lines that are left of a job that is over. They may still be on their way, from a
  /// machine of the cluster: they are waited for, as long as they come.
  ///
  /// @throws JupyterFlowException.Unreachable where they can't be reached all the while
  void drain(List<String> lines) {
    try {
      Optional<JupyterFlowException.Unreachable> lost = take(lines);
      long since = System.nanoTime();
      while (!log.isComplete() && System.nanoTime() - since < PATIENCE.toNanos()) {
        LockSupport.parkNanos(PAUSE.toNanos());
        int known = lines.size();
        lost = take(lines);
        since = lines.size() > known ? System.nanoTime() : since;
      }
      if (lost.isPresent()) {
        throw lost.get();
      }
    } finally {
      finish(lines);
    }
  }

  /// Adds the lines that came since the last call, a last one without an end included.
  void finish(List<String> lines) {
    try {
      take(lines);
    } finally {
      String partial = splitter.partial();
      if (!partial.isEmpty()) {
        lines.add(partial);
        splitter.add(new byte[] {'\n'});
      }
    }
  }

  boolean isComplete() {
    return log.isComplete();
  }

  /// The state of the progress bar that is being drawn, or empty.
  String progress() {
    return splitter.isProgress() ? splitter.partial() : "";
  }

  @Override
  public void close() {
    log.close();
  }
}
