package io.jupyterflow.core.diagnosis;

/// When to ask for no more outputs of jobs, because too many could not be read, one after the
/// other: each may take long, and hundreds of jobs may have failed. Used by one thread.
public final class UnreadOutputs {

  private static final int MOST = 3;

  /// Where others could be read: it is some machine then that is away, and not the cluster.
  private static final int MOST_BESIDE_OTHERS = 10;

  private int inARow;
  private boolean anyRead;

  /// Some of an output was read.
  public void read() {
    anyRead = true;
  }

  /// An output was read to its end.
  public void completed() {
    inARow = 0;
  }

  /// An output could not be read.
  public void failed() {
    inARow++;
  }

  /// Whether to ask for no more.
  public boolean areTooMany() {
    return inARow >= (anyRead ? MOST_BESIDE_OTHERS : MOST);
  }
}
