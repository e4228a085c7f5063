package io.jupyterflow.cli.follow;

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
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Turns snapshots of a run and the output of its jobs into events in the order people expect: a
/// job's start, its lines, its end. Used by one thread.
public final class RunReader implements AutoCloseable {

  /// How many last lines of a failed job are told where output is not.
  private static final int TAIL = 10;

  /// Of how many failed jobs the tail is told.
  private static final int TAILS = 10;

  private final Function<String, JobLog> logs;
  private final OutputMode mode;
  private final Map<Integer, JobOutput> open = new HashMap<>();

  /// Why output can't be read, as it was told.
  private final Set<String> unread = new HashSet<>();

  private @Nullable RunSnapshot last;
  private int tails;

  /// Which output of jobs is read.
  public enum OutputMode {
    /// That of all jobs, as it comes.
    ALL,
    /// Of jobs that fail, the end.
    FAILED,
    NONE
  }

  /// @param logs opens the output of the job of a name
  public RunReader(Function<String, JobLog> logs, OutputMode mode) {
    this.logs = logs;
    this.mode = mode;
  }

  /// What happened since the last call; the first call tells all that already did.
  List<RunEvent> read(RunSnapshot now) {
    List<RunEvent> events = new ArrayList<>();
    RunSnapshot before = last;
    last = now;
    if (before == null || before.revision() != now.revision()) {
      for (int i = 0; i < now.jobs().size(); i++) {
        JobSnapshot job = now.jobs().get(i);
        @Nullable JobSnapshot known = before == null ? null : before.jobs().get(i);
        if (isNews(known, job)) {
          changed(i, job, events);
        }
      }
    }
    poll(events);
    return events;
  }

  /// What is left to tell when nobody follows any longer.
  List<RunEvent> finish() {
    List<RunEvent> events = new ArrayList<>();
    for (Map.Entry<Integer, JobOutput> entry : open.entrySet()) {
      read(entry.getKey(), entry.getValue()::finish, events);
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

  private void changed(int index, JobSnapshot job, List<RunEvent> events) {
    boolean ran = !job.attempts().isEmpty();
    if (mode == OutputMode.ALL && ran && job.state().isTerminal()) {
      JobOutput known = open.remove(index);
      try (JobOutput output = known == null ? new JobOutput(logs.apply(job.name())) : known) {
        read(index, output::drain, events);
      }
    } else if (mode == OutputMode.ALL && ran && !open.containsKey(index)) {
      open.put(index, new JobOutput(logs.apply(job.name())));
    }
    events.add(new RunEvent.Changed(index, job));
    boolean failed = job.state() == JobState.FAILED || job.state() == JobState.LOST;
    if (mode == OutputMode.FAILED && ran && failed && tails < TAILS) {
      tails++;
      List<RunEvent> all = new ArrayList<>();
      try (JobOutput output = new JobOutput(logs.apply(job.name()))) {
        read(index, output::drain, all);
      }
      events.addAll(all.subList(Math.max(0, all.size() - TAIL), all.size()));
    }
  }

  /// An output that is complete stays among the open ones until the job's end is told: it may be
  /// complete before the snapshot says so, and must not be told again then.
  private void poll(List<RunEvent> events) {
    for (Map.Entry<Integer, JobOutput> entry : open.entrySet()) {
      read(entry.getKey(), entry.getValue()::poll, events);
      if (entry.getValue().isComplete()) {
        read(entry.getKey(), entry.getValue()::finish, events);
        entry.getValue().close();
      }
    }
  }

  /// Tells what a job wrote. That its output can't be read is told, too, and is no reason to tell
  /// nothing of the run any longer.
  ///
  /// @param reading adds the lines to be told
  private void read(int job, Consumer<List<String>> reading, List<RunEvent> events) {
    List<String> lines = new ArrayList<>();
    @Nullable String why = null;
    try {
      reading.accept(lines);
    } catch (JupyterFlowException.Refused | JupyterFlowException.Unreachable e) {
      why = String.valueOf(e.getMessage());
    }
    for (String line : lines) {
      events.add(new RunEvent.Wrote(job, line));
    }
    if (why != null && unread.add(why)) {
      events.add(new RunEvent.Unread(why));
    }
  }
}
