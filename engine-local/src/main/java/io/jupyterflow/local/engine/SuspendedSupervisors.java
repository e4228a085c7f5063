package io.jupyterflow.local.engine;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.runfolder.Inbox;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Owners that live and do nothing, because somebody stopped them (`SIGSTOP`): who waits for the
/// answer to a request would wait forever. Safe for threads.
final class SuspendedSupervisors {

  /// For how long one may be stopped before who waits is told: a debugger, or Ctrl-Z and `fg`.
  private static final long PATIENCE_NANOS = 3_000_000_000L;

  private final Map<String, Long> since = new ConcurrentHashMap<>();

  /// Whether the owner of a run was stopped when it was last looked at.
  boolean isKnown(RunFolder folder) {
    return since.containsKey(folder.id());
  }

  /// Takes in what was seen of an owner.
  ///
  /// @param pid 0 where it is not stopped
  /// @throws JupyterFlowException.Refused where it has been stopped for long, and a request waits
  void look(RunFolder folder, long pid) throws IOException {
    if (pid == 0) {
      since.remove(folder.id());
      return;
    }
    long now = System.nanoTime();
    Long first = since.putIfAbsent(folder.id(), now);
    if (first != null && now - first >= PATIENCE_NANOS && new Inbox(folder.inbox()).isWaiting()) {
      throw stopped(folder, pid);
    }
  }

  static JupyterFlowException.Refused stopped(RunFolder folder, long pid) {
    return new JupyterFlowException.Refused(
        "The supervisor of the run '"
            + folder.id()
            + "' (process "
            + pid
            + ") is stopped itself (SIGSTOP), so it answers nobody.",
        Remedy.of("let it go on: kill -CONT " + pid));
  }
}
