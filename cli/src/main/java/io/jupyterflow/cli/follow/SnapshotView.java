package io.jupyterflow.cli.follow;

import io.jupyterflow.core.follow.RunChange;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.List;
import java.util.function.Consumer;

/// Gives on each snapshot of a run, once: `watch -o json`.
final class SnapshotView implements RunView {

  private final Consumer<RunSnapshot> snapshots;
  private long revision;

  SnapshotView(Consumer<RunSnapshot> snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public void joined(RunSnapshot run, List<Long> offsets) {
    give(run);
  }

  @Override
  public void changed(RunSnapshot run, List<RunChange> changes) {
    if (run.revision() != revision) {
      give(run);
    }
  }

  private void give(RunSnapshot run) {
    revision = run.revision();
    snapshots.accept(run);
  }

  @Override
  public void say(String line) {}

  @Override
  public void redraw() {}

  @Override
  public void ended(RunSnapshot run, List<RunChange> changes) {}
}
