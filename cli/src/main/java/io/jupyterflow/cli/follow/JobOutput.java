package io.jupyterflow.cli.follow;

import io.jupyterflow.core.engine.JobLog;
import java.util.List;

/// The output of one job while it is followed.
final class JobOutput implements AutoCloseable {

  private final JobLog log;
  private final LineSplitter splitter = new LineSplitter();

  JobOutput(JobLog log) {
    this.log = log;
  }

  /// Adds the lines that came since the last call: those that could be read, where it throws.
  void poll(List<String> lines) {
    byte[] bytes = log.poll();
    while (bytes.length > 0) {
      lines.addAll(splitter.add(bytes));
      bytes = log.poll();
    }
  }

  /// Adds the lines that came since the last call, a last one without an end included.
  void finish(List<String> lines) {
    try {
      poll(lines);
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
