package io.jupyterflow.core.follow;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Puts the output of jobs between their changes: a job's start, its lines, its end. However much
/// jobs wrote, no more than a piece of it is held: what is too much for one look is told in
/// between. Used by one thread.
final class FeedOutput implements AutoCloseable {

  /// How many last lines of a failed job are told where output is not.
  private static final int TAIL = 10;

  /// Of how many failed jobs the tail is told.
  private static final int TAILS = 10;

  /// How many pieces of one output are read in one look: a job that writes faster than anybody
  /// reads must not keep others, and Ctrl-C, waiting.
  private static final int PIECES = 64;

  /// Of how many characters of output the changes are held before they are told.
  private static final int PIECE = 1 << 18;

  /// What a change costs besides its text, in characters.
  private static final int CHANGE = 32;

  private final Engine engine;
  private final OutputMode mode;
  private final Consumer<List<RunChange>> early;
  private final Map<Integer, JobOutput> open = new HashMap<>();
  private final long[] offsets;

  /// Why output can't be read, as it was told.
  private final Set<Problem> unread = new HashSet<>();

  private RunSnapshot run;
  private List<RunChange> changes = new ArrayList<>();
  private int tails;

  /// How many characters of output the changes hold that are not told yet.
  private int kept;

  /// @param early tells what is too much to be held until the end of a look
  FeedOutput(Engine engine, RunSnapshot run, OutputMode mode, Consumer<List<RunChange>> early) {
    this.engine = engine;
    this.run = run;
    this.mode = mode;
    this.early = early;
    offsets = new long[run.jobs().size()];
  }

  /// The next look.
  void begin(RunSnapshot now) {
    run = now;
  }

  /// What must be told now.
  List<RunChange> take() {
    List<RunChange> taken = changes;
    changes = new ArrayList<>();
    kept = 0;
    return taken;
  }

  void add(RunChange change) {
    changes.add(change);
  }

  /// How many bytes of each job's output were told.
  List<Long> offsets() {
    List<Long> all = new ArrayList<>(offsets.length);
    for (long offset : offsets) {
      all.add(offset);
    }
    return all;
  }

  /// The state of a job's progress bar, or empty.
  String progress(int job) {
    JobOutput output = open.get(job);
    return output == null ? "" : output.progress();
  }

  /// Adds a change of a job, and around it what belongs to it of the job's output.
  void changed(RunChange.JobChanged change) {
    JobState state = change.now().state();
    int job = change.job();
    boolean ran = change.isNews() && !change.now().attempts().isEmpty();
    if (mode == OutputMode.ALL && ran && state.isTerminal()) {
      JobOutput known = open.remove(job);
      try (JobOutput output = known == null ? output(job) : known) {
        read(job, output::drain, Integer.MAX_VALUE, changes, true);
      }
    } else if (mode == OutputMode.ALL && ran && !open.containsKey(job)) {
      open.put(job, output(job));
    }
    changes.add(change);
    boolean failed = state == JobState.FAILED || state == JobState.LOST;
    if (mode == OutputMode.FAILED && ran && failed && tails < TAILS) {
      tails++;
      List<RunChange> end = new ArrayList<>();
      try (JobOutput output = output(job)) {
        read(job, output::drain, Integer.MAX_VALUE, end, false);
      }
      changes.addAll(end);
    }
  }

  private JobOutput output(int job) {
    JobLog log = engine.log(run.id(), run.jobs().get(job).name(), true);
    return new JobOutput(log);
  }

  /// Adds what came of the outputs that are open. One that is complete stays among them until the
  /// job's end is told: it may be complete before the snapshot says so, and must not be told again
  /// then.
  void poll() {
    for (Map.Entry<Integer, JobOutput> entry : open.entrySet()) {
      read(entry.getKey(), entry.getValue()::poll, PIECES, changes, true);
      if (entry.getValue().isComplete()) {
        read(entry.getKey(), entry.getValue()::finish, PIECES, changes, true);
        entry.getValue().close();
      }
    }
  }

  /// Adds what is left of the outputs that are open.
  void finish() {
    for (Map.Entry<Integer, JobOutput> entry : open.entrySet()) {
      read(entry.getKey(), entry.getValue()::finish, PIECES, changes, true);
    }
  }

  /// Adds what a job wrote. That its output can't be read is told, too, and is no reason to tell
  /// nothing of the run any longer.
  ///
  /// @param reading adds the next lines, and says whether there are more
  /// @param pieces how often it is asked at most
  /// @param whole whether all lines are wanted, and not only the last
  private void read(
      int job,
      Predicate<List<JobOutput.Line>> reading,
      int pieces,
      List<RunChange> to,
      boolean whole) {
    List<JobOutput.Line> lines = new ArrayList<>();
    @Nullable Problem why = null;
    boolean more = true;
    for (int piece = 0; more && piece < pieces; piece++) {
      try {
        more = reading.test(lines);
      } catch (JupyterFlowException.Refused | JupyterFlowException.Unreachable e) {
        why = e.problems().getFirst();
        more = false;
      }
      for (JobOutput.Line line : lines) {
        to.add(new RunChange.LineWritten(run.revision(), job, line.text(), line.offset()));
        offsets[job] = line.offset();
        kept += line.text().length() + CHANGE;
      }
      lines.clear();
      if (!whole) {
        to.subList(0, Math.max(0, to.size() - TAIL)).clear();
      } else if (kept > PIECE) {
        early.accept(take());
        to = changes;
      }
    }
    if (why != null && unread.add(why)) {
      to.add(new RunChange.Notice(run.revision(), why));
    }
  }

  @Override
  public void close() {
    open.values().forEach(JobOutput::close);
    open.clear();
  }
}
