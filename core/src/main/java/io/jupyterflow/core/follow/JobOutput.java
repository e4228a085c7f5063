package io.jupyterflow.core.follow;

import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The output of one job while it is followed, in pieces: each call takes a bounded part of what
/// there is and says whether there may be more at once. A line that is longer than a piece comes as
/// several, with `…` where it was cut.
final class JobOutput implements AutoCloseable, LineSplitter.Lines {

  /// How long the next piece of what a job wrote before its end may be on its way.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(20);

  /// How many bytes one call takes, and perhaps one poll more.
  private static final int PIECE = 1 << 18;

  private static final String CUT = "…";

  private final JobLog log;
  private final LineSplitter splitter = new LineSplitter();
  private List<Line> lines = List.of();

  /// Why nothing more can be reached at the moment.
  private JupyterFlowException.@Nullable Unreachable lost;

  /// When something came of a job that is over, or it was first looked for.
  private long since;

  private boolean isWaitedFor;

  /// A line, or a piece of a long one.
  ///
  /// @param offset how many bytes of the output come up to its end
  record Line(String text, long offset) {}

  JobOutput(JobLog log) {
    this.log = log;
  }

  @Override
  public void line(String text, boolean begins, boolean ends) {
    String begun = begins ? text : CUT + text;
    lines.add(new Line(ends ? begun : begun + CUT, splitter.offset()));
  }

  /// Adds lines that came since the last call. What can't be reached at the moment is left to a
  /// later call.
  ///
  /// @return whether there may be more at once
  boolean poll(List<Line> to) {
    lines = to;
    try {
      int left = PIECE;
      byte[] bytes = log.poll();
      while (bytes.length > 0) {
        splitter.add(bytes, this);
        left -= bytes.length;
        if (left <= 0) {
          return true;
        }
        bytes = log.poll();
      }
      lost = null;
    } catch (JupyterFlowException.Unreachable e) {
      lost = e;
    }
    return false;
  }

  /// Adds lines that are left of a job that is over. They may still be on their way, from a machine
  /// of the cluster: they are waited for, as long as they come.
  ///
  /// @return whether more may come; with the last call also a line without an end
  /// @throws JupyterFlowException.Unreachable where they can't be reached all the while
  boolean drain(List<Line> to) {
    boolean over = true;
    try {
      int known = to.size();
      boolean more = poll(to);
      long now = System.nanoTime();
      if (more || !isWaitedFor || to.size() > known) {
        isWaitedFor = true;
        since = now;
      }
      over = !more && (log.isComplete() || now - since >= PATIENCE.toNanos());
      if (!more && !over) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      JupyterFlowException.Unreachable why = lost;
      if (over && why != null) {
        throw why;
      }
      return !over;
    } finally {
      if (over) {
        splitter.finish(this);
      }
    }
  }

  /// Adds lines that came since the last call.
  ///
  /// @return whether there may be more at once; with the last call also a line without an end
  boolean finish(List<Line> to) {
    boolean more = false;
    try {
      more = poll(to);
      return more;
    } finally {
      if (!more) {
        splitter.finish(this);
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
