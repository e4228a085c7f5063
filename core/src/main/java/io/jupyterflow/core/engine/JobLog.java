package io.jupyterflow.core.engine;

/// The output of one job, from its beginning, as it comes. Used by one thread.
public interface JobLog extends AutoCloseable {

  /// The bytes that came since the last call, perhaps none; never blocks for output that is not
  /// there yet. Attempts follow each other, oldest first.
  ///
  /// @throws io.jupyterflow.core.problem.JupyterFlowException.Refused where it is kept and can't be
  ///   read, or this user may not read it; a later call may find it otherwise
  /// @throws io.jupyterflow.core.problem.JupyterFlowException.Unreachable where what there is more
  ///   of it can't be reached at the moment; it is tried for on, and a later call gives it
  byte[] poll();

  /// Whether everything was polled and nothing more will come: the job is terminal, or what it says
  /// from now on is not wanted.
  boolean isComplete();

  @Override
  void close();
}
