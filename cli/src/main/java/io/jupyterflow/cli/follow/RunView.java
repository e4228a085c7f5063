package io.jupyterflow.cli.follow;

import io.jupyterflow.core.run.RunSnapshot;
import java.util.List;

/// Shows a run to the user while it is followed. Used by one thread.
interface RunView {

  /// Shows the run as it is now.
  ///
  /// @param events what happened since the last call
  void show(RunSnapshot run, List<RunChange> events);

  /// Says something that stays.
  void say(String line);

  /// The window changed: draw all anew.
  void redraw();

  /// The last look.
  ///
  /// @param over whether the run is over, or only we leave
  void end(RunSnapshot run, List<RunChange> events, boolean over);
}
