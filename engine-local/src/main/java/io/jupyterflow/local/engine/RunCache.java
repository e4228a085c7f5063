package io.jupyterflow.local.engine;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.runfolder.EventReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The runs that this process has looked at: each is read once, and then only what is new of it.
/// Safe for threads.
final class RunCache {

  private final RunStore home;
  private final SupervisorKeeper owners;
  private final Map<String, CachedRun> open = new ConcurrentHashMap<>();

  RunCache(RunStore home, SupervisorKeeper owners) {
    this.home = home;
    this.owners = owners;
  }

  /// The run of an id, read as it is now where it is met for the first time.
  ///
  /// @throws JupyterFlowException.Refused where its files can't be read
  CachedRun open(String id) {
    return open(home.find(id));
  }

  /// As [#open], of a run that was just listed.
  CachedRun listed(String id) {
    return open(home.listed(id));
  }

  private CachedRun open(RunFolder folder) {
    String id = folder.id();
    CachedRun known = open.get(id);
    if (known != null) {
      return known;
    }
    try {
      CachedRun run = new CachedRun(EventReader.open(folder));
      run.refresh();
      open.put(id, run);
      return run;
    } catch (IOException e) {
      throw RunErrors.damaged(folder.path(), e);
    }
  }

  /// Takes in a run that this process made.
  void add(CachedRun run) {
    open.put(run.reader().folder().id(), run);
  }

  void forget(String id) {
    open.remove(id);
  }

  /// Who only looks at a run sees it also where it can't go on; who waits for it is told.
  RunSnapshot look(CachedRun run) throws IOException {
    RunSnapshot snapshot = run.snapshot(LocalEngine.NAME);
    try {
      owners.ensure(run);
    } catch (JupyterFlowException.Refused noSupervisor) {
      return snapshot;
    }
    return snapshot;
  }

  /// A run as it is now; nothing where its files can't be read and it has an owner, which knows it
  /// all the same and hears who asks it to stop.
  ///
  /// @throws JupyterFlowException.Refused where they can't be read, and it has none
  Optional<CachedRun> carried(RunFolder folder) {
    JupyterFlowException damaged;
    try {
      CachedRun run = open(folder.id());
      run.refresh();
      owners.checkWhole(run);
      return Optional.of(run);
    } catch (JupyterFlowException.Refused e) {
      damaged = e;
    } catch (IOException e) {
      damaged = RunErrors.damaged(folder.path(), e);
    }
    if (owners.isOwned(folder)) {
      return Optional.empty();
    }
    throw damaged;
  }
}
