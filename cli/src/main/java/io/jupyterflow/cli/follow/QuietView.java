package io.jupyterflow.cli.follow;

import io.jupyterflow.core.follow.RunChange;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.List;

/// Shows nothing: `-q`.
final class QuietView implements RunView {

  @Override
  public void changed(RunSnapshot run, List<RunChange> changes) {}

  @Override
  public void say(String line) {}

  @Override
  public void redraw() {}

  @Override
  public void ended(RunSnapshot run, List<RunChange> changes) {}
}
