package io.jupyterflow.core.follow;

import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened in a run. Changes state how things are now, so that taking one in twice
/// is taking it in once.
public sealed interface RunChange {

  /// The revision of the run that the change belongs to.
  long revision();

  /// A job changed. What it wrote before its end was told before its end.
  ///
  /// @param job its position in the plan
  /// @param before how it was told last; null where nothing was told of it yet
  record JobChanged(long revision, int job, @Nullable JobSnapshot before, JobSnapshot now)
      implements RunChange {

    /// Whether the job is in another state or attempt. A job that can't begin is news by its
    /// message: nothing else of it changes.
    public boolean isNews() {
      boolean saysWhy = now.state() == JobState.QUEUED && !now.message().isEmpty();
      if (before == null) {
        boolean begun = now.state() != JobState.WAITING && now.state() != JobState.QUEUED;
        return begun || saysWhy || !now.attempts().isEmpty();
      }
      return before.state() != now.state()
          || before.attempts().size() != now.attempts().size()
          || (saysWhy && !before.message().equals(now.message()));
    }
  }

  /// The run reached a revision: all changes of its jobs up to there were told.
  record RevisionReached(
      long revision,
      RunState state,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      String message)
      implements RunChange {

    static RevisionReached of(RunSnapshot run) {
      return new RevisionReached(
          run.revision(), run.state(), run.startedAt(), run.finishedAt(), run.message());
    }
  }

  /// A job wrote a line, or a piece of a long one.
  ///
  /// @param job its position in the plan
  /// @param text without the line's end; `…` is where it was cut
  /// @param offset how many bytes the job's output has up to here, over all attempts
  record LineWritten(long revision, int job, String text, long offset) implements RunChange {}

  /// Something that people should know, such as why output can't be read.
  record Notice(long revision, Problem problem) implements RunChange {}
}
