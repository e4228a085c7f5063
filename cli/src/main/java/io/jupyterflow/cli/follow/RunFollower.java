package io.jupyterflow.cli.follow;

import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Turns snapshots of a run and the output of its jobs into events in the order people expect: a
/// job's start, its lines, its end. However much jobs wrote, no more than a piece of it is held:
/// what is too much for one look is shown in between. Used by one thread.
public final class RunFollower implements AutoCloseable {

  /// How many last lines of a failed job are told where output is not.
  private static final int TAIL = 10;

  /// Of how many failed jobs the tail is told.
  private static final int TAILS = 10;

  /// Of how many characters of output the events are kept before they are shown.
  private static final int PIECE = 1 << 18;

  /// What an event costs beside its text.
  private static final int EVENT = 32;

  /// How many pieces of one output are read in one look: a job that writes faster than anybody
  /// reads must not keep others, and Ctrl-C, waiting.
  private static final int PIECES = 64;

  private final Function<String, JobLog> logs;
  private final OutputMode mode;
  private final Map<Integer, JobOutput> open = new HashMap<>();

  /// Why output can't be read, as it was told.
  private final Set<String> unread = new HashSet<>();

  private @Nullable RunSnapshot last;
  private int tails;

  /// How many characters of output the events hold that are not shown yet.
  private int kept;

  /// Which output of jobs is read.
  public enum OutputMode {
    /// That of all jobs, as it comes.
    ALL,
    /// Of jobs that fail, the end.
    FAILED,
    NONE
  }

  /// @param logs opens the output of the job of a name
  public RunFollower(Function<String, JobLog> logs, OutputMode mode) {
    this.logs = logs;
    this.mode = mode;
  }

  /// What happened since the last call; the first call tells all that already did.
  ///
  /// @param view shows what is too much to be returned
  List<RunChange> read(RunSnapshot now, RunView view) {
    List<RunChange> events = new ArrayList<>();
    RunSnapshot before = last;
    last = now;
    kept = 0;
    if (before == null || before.revision() != now.revision()) {
      for (int i = 0; i < now.jobs().size(); i++) {
        JobSnapshot job = now.jobs().get(i);
        @Nullable JobSnapshot known = before == null ? null : before.jobs().get(i);
        if (isNews(known, job)) {
          changed(i, job, events, view);
        }
      }
    }
    poll(events, view);
    return events;
  }

  /// What is left to tell when nobody follows any longer.
  ///
  /// @param view shows what is too much to be returned
  List<RunChange> finish(RunView view) {
    List<RunChange> events = new ArrayList<>();
    for (Map.Entry<Integer, JobOutput> entry : open.entrySet()) {
      read(entry.getKey(), entry.getValue()::finish, PIECES, events, view);
    }
    close();
    return events;
  }

  /// The state of a job's progress bar, or empty.
  String progress(int job) {
    return Optional.ofNullable(open.get(job)).map(JobOutput::progress).orElse("");
  }

  @Override
  public void close() {
    open.values().forEach(JobOutput::close);
    open.clear();
  }

  /// A job that can't begin is news by what is said of it: nothing else of it changes.
  private static boolean isNews(@Nullable JobSnapshot known, JobSnapshot job) {
    boolean saysWhy = job.state() == JobState.QUEUED && !job.message().isEmpty();
    if (known == null) {
      boolean begun = job.state() != JobState.WAITING && job.state() != JobState.QUEUED;
      return begun || saysWhy || !job.attempts().isEmpty();
    }
    return known.state() != job.state()
        || known.attempts().size() != job.attempts().size()
        || (saysWhy && !known.message().equals(job.message()));
  }

  private void changed(int index, JobSnapshot job, List<RunChange> events, RunView view) {
    boolean ran = !job.attempts().isEmpty();
    if (mode == OutputMode.ALL && ran && job.state().isTerminal()) {
      JobOutput known = open.remove(index);
      try (JobOutput output = known == null ? new JobOutput(logs.apply(job.name())) : known) {
        read(index, output::drain, Integer.MAX_VALUE, events, view);
      }
    } else if (mode == OutputMode.ALL && ran && !open.containsKey(index)) {
      open.put(index, new JobOutput(logs.apply(job.name())));
    }
    events.add(new RunChange.Changed(index, job));
    boolean failed = job.state() == JobState.FAILED || job.state() == JobState.LOST;
    if (mode == OutputMode.FAILED && ran && failed && tails < TAILS) {
      tails++;
      List<RunChange> end = new ArrayList<>();
      try (JobOutput output = new JobOutput(logs.apply(job.name()))) {
        read(index, output::drain, Integer.MAX_VALUE, end, null);
      }
      events.addAll(end);
    }
  }

  /// An output that is complete stays among the open ones until the job's end is told: it may be
  /// complete before the snapshot says so, and must not be told again then.
  private void poll(List<RunChange> events, RunView view) {
    for (Map.Entry<Integer, JobOutput> entry : open.entrySet()) {
      read(entry.getKey(), entry.getValue()::poll, PIECES, events, view);
      if (entry.getValue().isComplete()) {
        read(entry.getKey(), entry.getValue()::finish, PIECES, events, view);
        entry.getValue().close();
      }
    }
  }

  /// Tells what a job wrote. That its output can't be read is told, too, and is no reason to tell
  /// nothing of the run any longer.
  ///
  /// @param reading adds the next lines to be told, and says whether there are more
  /// @param pieces how often it is asked at most
  /// @param view shows what is too much to be kept; null where the last lines are enough
  private void read(
      int job,
      Predicate<List<String>> reading,
      int pieces,
      List<RunChange> events,
      @Nullable RunView view) {
    List<String> lines = new ArrayList<>();
    @Nullable String why = null;
    boolean more = true;
    for (int piece = 0; more && piece < pieces; piece++) {
      try {
        more = reading.test(lines);
      } catch (JupyterFlowException.Refused | JupyterFlowException.Unreachable e) {
        why = RemedyText.line(e);
        more = false;
      }
      for (String line : lines) {
        events.add(new RunChange.Wrote(job, line));
        kept += line.length() + EVENT;
      }
      lines.clear();
      if (view == null) {
        events.subList(0, Math.max(0, events.size() - TAIL)).clear();
      } else if (kept > PIECE) {
        show(events, view);
      }
    }
    if (why != null && unread.add(why)) {
      events.add(new RunChange.Unread(why));
    }
  }

  private void show(List<RunChange> events, RunView view) {
    RunSnapshot now = last;
    if (now != null) {
      view.show(now, List.copyOf(events));
    }
    events.clear();
    kept = 0;
  }
}
