package io.jupyterflow.cli.follow;

import io.jupyterflow.core.follow.RunSubscriber;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.List;

/// Shows a run to the user while it is followed. Used by one thread.
interface RunView extends RunSubscriber {

  /// Nothing is shown yet: the first changes come at once.
  @Override
  default void joined(RunSnapshot run, List<Long> offsets) {}

  /// Says something that stays.
  void say(String line);

  /// The window changed: draw all again.
  void redraw();
}
