package io.jupyterflow.cli.follow;

import io.jupyterflow.cli.output.Durations;
import io.jupyterflow.cli.output.JobCounts;
import io.jupyterflow.cli.output.JobMessage;
import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.cli.output.StateText;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.TextStream;
import io.jupyterflow.core.follow.RunChange;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells a run line by line, for files and pipes. A large run is told in counts, and job by job
/// only what did not succeed or can't begin.
final class PlainView implements RunView {

  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(2);

  private final TextStream err;
  private final Style style;
  private final Clock clock;
  private final boolean everyJob;

  /// Why jobs wait, as it was told: of a large run, once for all that wait for the same.
  private final Set<String> waits = new HashSet<>();

  /// How many attempts of a job were told to have failed.
  private final Map<String, Integer> retried = new HashMap<>();

  private @Nullable JobLines lines;
  private Instant counted = Instant.MIN;

  /// @param everyJob whether the start and end of each job is told
  PlainView(TextStream err, Clock clock, boolean everyJob) {
    this.err = err;
    this.style = err.style();
    this.clock = clock;
    this.everyJob = everyJob;
  }

  @Override
  public void changed(RunSnapshot run, List<RunChange> changes) {
    tell(run, changes);
    if (!everyJob && isAnyNews(changes) && clock.instant().isAfter(counted)) {
      boolean first = counted.equals(Instant.MIN);
      counted = clock.instant().plus(BETWEEN_COUNTS);
      if (!first) {
        err.line(JobCounts.text(run.summary()));
      }
    }
    err.flush();
  }

  @Override
  public void say(String line) {
    err.line(line);
    err.flush();
  }

  @Override
  public void redraw() {}

  @Override
  public void ended(RunSnapshot run, List<RunChange> changes) {
    tell(run, changes);
    err.flush();
  }

  private void tell(RunSnapshot run, List<RunChange> changes) {
    JobLines prefixed = lines == null ? new JobLines(run.plan(), style) : lines;
    lines = prefixed;
    for (RunChange change : changes) {
      if (change instanceof RunChange.LineWritten line) {
        err.line(prefixed.line(line.job(), line.text()));
      } else if (change instanceof RunChange.Notice notice) {
        err.line(RemedyText.line(notice.problem()));
      } else if (change instanceof RunChange.JobChanged job && job.isNews()) {
        JobSnapshot snapshot = job.now();
        boolean expected = snapshot.state().isSuccess() || !snapshot.state().isTerminal();
        boolean caused =
            snapshot.state() == JobState.SKIPPED || snapshot.state() == JobState.STOPPED;
        boolean waits = snapshot.state() == JobState.QUEUED && isFirst(snapshot.message());
        if (everyJob || waits || (!expected && !caused)) {
          err.line(text(snapshot));
        }
      }
    }
  }

  private static boolean isAnyNews(List<RunChange> changes) {
    for (RunChange change : changes) {
      boolean isNews =
          change instanceof RunChange.JobChanged job
              ? job.isNews()
              : !(change instanceof RunChange.RevisionReached);
      if (isNews) {
        return true;
      }
    }
    return false;
  }

  private boolean isFirst(String why) {
    return !why.isEmpty() && waits.add(why);
  }

  private String text(JobSnapshot job) {
    int attempts = job.attempts().size();
    if (job.state() == JobState.QUEUED
        && attempts > 0
        && !Integer.valueOf(attempts).equals(retried.put(job.name(), attempts))) {
      String message = JobMessage.of(job.attempts().getLast());
      return job.name()
          + " attempt "
          + attempts
          + " failed"
          + (message.isEmpty() ? "" : ": " + message)
          + "; it is tried again";
    }
    StringBuilder text = new StringBuilder(job.name()).append(' ');
    text.append(StateText.word(job.state(), style));
    if (job.state() == JobState.RUNNING && job.attempts().size() > 1) {
      text.append(" attempt ").append(job.attempts().size());
    }
    if (job.state().isTerminal() && !job.attempts().isEmpty()) {
      Attempt last = job.attempts().getLast();
      String time = Durations.between(last.startedAt(), last.finishedAt(), clock.instant());
      text.append(time.isEmpty() ? "" : " " + time);
    }
    String message = job.state() == JobState.QUEUED ? job.message() : JobMessage.of(job);
    return text.append(message.isEmpty() ? "" : ": " + message).toString();
  }
}
