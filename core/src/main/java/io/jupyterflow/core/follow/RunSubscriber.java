package io.jupyterflow.core.follow;

import io.jupyterflow.core.run.RunSnapshot;
import java.util.List;

/// Gets all that a [RunFeed] tells, on the thread that drives it. What takes long belongs on
/// another thread.
public interface RunSubscriber {

  /// The first call.
  ///
  /// @param run as it was told so far to those that came before
  /// @param offsets how many bytes of each job's output were told before, by position in the plan
  void joined(RunSnapshot run, List<Long> offsets);

  /// What happened since the last call; also called where nothing did, because time has passed.
  ///
  /// @param run as it is now
  void changed(RunSnapshot run, List<RunChange> changes);

  /// The last call: the run is over, or nobody follows it any longer.
  ///
  /// @param changes what was left to tell
  void ended(RunSnapshot run, List<RunChange> changes);
}
