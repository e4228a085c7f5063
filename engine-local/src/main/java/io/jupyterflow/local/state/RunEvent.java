package io.jupyterflow.local.state;

import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.JobState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a run's event files. Only what can't be concluded is written: that a job became
/// `queued` or `skipped` follows from how others ended.
public sealed interface RunEvent {

  /// When it was written, in milliseconds since 1970; never less than the one before.
  long at();

  /// A supervisor took the run. The first line of each file.
  ///
  /// @param epoch counted from 1, one for each owner
  /// @param host where it runs, for people
  /// @param counted how many bytes of each earlier file count, oldest first: what an owner that had
  ///   lost the run wrote after that is void
  record Owned(long at, int epoch, String host, List<Long> counted) implements RunEvent {
    public Owned {
      counted = List.copyOf(counted);
    }
  }

  /// An attempt is about to start: written before its process exists.
  ///
  /// @param attempt counted from 1
  /// @param gpus the devices it gets, empty where it asked for none
  record Started(long at, String job, int attempt, List<String> gpus) implements RunEvent {
    public Started {
      gpus = List.copyOf(gpus);
    }
  }

  /// An attempt is over.
  ///
  /// @param state how it ended
  /// @param exitCode null where nobody knows it
  /// @param cause why it did not succeed, null otherwise
  /// @param retryAt from when on the job may start again, 0 where it is not tried again
  record Ended(
      long at,
      String job,
      int attempt,
      JobState state,
      @Nullable Integer exitCode,
      @Nullable RetryCause cause,
      String message,
      long retryAt)
      implements RunEvent {}

  /// Nothing new starts from here on.
  ///
  /// @param reason who wants that
  /// @param message in plain words
  record Stopping(long at, Reason reason, String message) implements RunEvent {}

  /// Something the user should know about the run; replaces the one before.
  record Noted(long at, String message) implements RunEvent {}

  /// Why a run stops early.
  enum Reason {
    /// A person asked for it.
    REQUEST,
    /// A job failed in a run with `--fail-fast`.
    FAIL_FAST
  }
}
