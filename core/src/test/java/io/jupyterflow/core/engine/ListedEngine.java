package io.jupyterflow.core.engine;

import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// An engine that has some runs, each made a minute before the one listed ahead of it, and starts
/// none. Those called `damaged` can't be read.
final class ListedEngine extends UnaskedEngine {

  private final String name;
  private final Instant newest;
  private final List<String> ids;
  private final boolean reachable;

  ListedEngine(String name, Instant newest, boolean reachable, String... ids) {
    this.name = name;
    this.newest = newest;
    this.reachable = reachable;
    this.ids = List.of(ids);
  }

  @Override
  public EngineDescriptor descriptor() {
    return new EngineDescriptor(
        name, "nowhere", false, Set.of(), "nothing", EngineDescriptor.Format.JSON, List.of());
  }

  @Override
  public List<String> ids() {
    return ids;
  }

  @Override
  public List<RunSummary> runs() {
    if (!reachable) {
      throw new JupyterFlowException.Unreachable("no route", new IllegalStateException());
    }
    List<RunSummary> runs = new ArrayList<>();
    for (String id : ids) {
      runs.add(snapshot(id).summary());
    }
    return runs;
  }

  @Override
  public RunSnapshot run(String id) {
    if (id.startsWith("damaged")) {
      throw new JupyterFlowException.Refused(id + " can't be read");
    }
    return snapshot(id);
  }

  private RunSnapshot snapshot(String id) {
    return RunSnapshotBuilder.of(id)
        .engine(name)
        .state(RunState.SUCCEEDED)
        .job(JobSnapshotBuilder.of("a", JobState.SUCCEEDED))
        .createdAt(newest.minus(Duration.ofMinutes(ids.indexOf(id))))
        .build();
  }
}
