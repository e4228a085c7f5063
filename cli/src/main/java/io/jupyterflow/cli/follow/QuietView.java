package io.jupyterflow.cli.follow;

import io.jupyterflow.core.run.RunSnapshot;
import java.util.List;

/// Shows nothing: `-q`.
final class QuietView implements RunView {

  @Override
  public void show(RunSnapshot run, List<RunChange> events) {}

  @Override
  public void say(String line) {}

  @Override
  public void redraw() {}

  @Override
  public void end(RunSnapshot run, List<RunChange> events, boolean over) {}
}
