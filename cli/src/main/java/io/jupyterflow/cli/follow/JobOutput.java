package io.jupyterflow.cli.follow;

import io.jupyterflow.core.engine.JobLog;
import java.util.ArrayList;
import java.util.List;

/// The output of one job while it is followed.
final class JobOutput implements AutoCloseable {

  private final JobLog log;
  private final LineSplitter splitter = new LineSplitter();

  JobOutput(JobLog log) {
    this.log = log;
  }

  /// The lines that came since the last call.
  List<String> poll() {
    List<String> lines = new ArrayList<>();
    byte[] bytes = log.poll();
    while (bytes.length > 0) {
      lines.addAll(splitter.add(bytes));
      bytes = log.poll();
    }
    return lines;
  }

  /// The lines that came since the last call, a last one without an end included.
  List<String> finish() {
    List<String> lines = poll();
    String partial = splitter.partial();
    if (!partial.isEmpty()) {
      lines.add(partial);
      splitter.add(new byte[] {'\n'});
    }
    return lines;
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
