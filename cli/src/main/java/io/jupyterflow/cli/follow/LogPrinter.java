package io.jupyterflow.cli.follow;

import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.core.diagnosis.UnreadOutputs;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.follow.LineSplitter;
import io.jupyterflow.core.follow.TornText;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Prints the output of jobs of one run, whole, and never more than a piece of it is held. Used by
/// one thread.
public final class LogPrinter {

  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /// Of how many jobs that may begin at any moment the output is looked for before a snapshot says
  /// that they have: a cluster tells it up to ten seconds late. Not of all, because each costs a
  /// call or an opening of a file every time; one that has said something takes no other's place.
  private static final int EARLY = 24;

  /// How many pieces of one output that is followed are printed before others have their turn.
  private static final int PIECES = 64;

  private static final int NONE = -1;

  private static final String CUT = "…";

  private final Logs logs;
  private final UnaryOperator<RunSnapshot> news;
  private final Consumer<String> out;
  private final Consumer<String> notes;
  private final JobLines lines;
  private final Set<Integer> spoke = new HashSet<>();
  private final OutputStallMonitor silence;

  /// Why output can't be read, as it was told.
  private final Set<String> told = new HashSet<>();

  private final StringBuilder printed = new StringBuilder();

  /// The job whose line has no end yet on the screen, or [#NONE].
  private int unended = NONE;

  private RunSnapshot run;
  private final UnreadOutputs outputs = new UnreadOutputs();
  private @Nullable JupyterFlowException unread;

  /// Where outputs come from.
  interface Logs {

    /// The output of the job of a name.
    ///
    /// @param follow whether what comes later is wanted, too
    JobLog open(String job, boolean follow);
  }

  /// Reads the output of a run.
  ///
  /// @param out takes what must be printed
  /// @param notes takes what else must be told
  public LogPrinter(
      Engine engine, RunSnapshot run, Consumer<String> out, Consumer<String> notes, Style style) {
    this(
        (job, follow) -> engine.log(run.id(), job, follow),
        known ->
            engine.watch(run.id(), known.revision(), PATIENCE).map(RunUpdate::run).orElse(known),
        run,
        out,
        notes,
        style,
        OutputStallMonitor.PATIENCE);
  }

  /// @param news waits a little for a newer snapshot
  /// @param patience for how long who follows waits without a word for what can't be reached
  LogPrinter(
      Logs logs,
      UnaryOperator<RunSnapshot> news,
      RunSnapshot run,
      Consumer<String> out,
      Consumer<String> notes,
      Style style,
      Duration patience) {
    this.logs = logs;
    this.news = news;
    this.run = run;
    this.out = out;
    this.notes = notes;
    this.lines = new JobLines(run.plan(), style);
    this.silence = new OutputStallMonitor(patience, notes);
  }

  /// One job's output, byte for byte.
  ///
  /// @param follow whether to go on until the job is over
  /// @param bytes takes it
  /// @throws JupyterFlowException.Unreachable where it can't be reached: at once where it is not
  ///   followed, else some time after the job is over
  public void raw(int job, boolean follow, Consumer<byte[]> bytes) {
    try (JobLog log = logs.open(run.jobs().get(job).name(), follow)) {
      while (true) {
        byte[] piece = poll(job, log, follow);
        if (piece.length > 0) {
          bytes.accept(piece);
        } else if (log.isComplete()) {
          return;
        } else {
          await(follow);
        }
      }
    }
  }

  /// One job's output as text, as it comes: a terminal can show it.
  ///
  /// @param follow whether to go on until the job is over
  public void alone(int job, boolean follow) {
    TornText text = new TornText(out);
    try {
      raw(job, follow, text);
    } finally {
      text.end();
    }
  }

  /// The output of several jobs, each line with its job's name: one job after the other what is
  /// there, and then, where `follow` says so, as it comes. Of those that can't be read it is told
  /// why.
  ///
  /// @return why the first of them could not be read; nothing where all could
  /// @throws JupyterFlowException.Unreachable where so many can't be reached that no more are tried
  public Optional<JupyterFlowException> prefixed(List<Integer> jobs, boolean follow) {
    Map<Integer, JobLog> open = new LinkedHashMap<>();
    Map<Integer, LineSplitter> splitters = new LinkedHashMap<>();
    List<Integer> unopened = new ArrayList<>(jobs);
    try {
      while (true) {
        open(unopened, open, splitters, follow);
        boolean noneToCome = unopened.isEmpty() || run.state().isTerminal();
        if (!follow || (noneToCome && open.isEmpty())) {
          return Optional.ofNullable(unread);
        }
        await(true);
        poll(open, splitters);
      }
    } finally {
      open.values().forEach(JobLog::close);
    }
  }

  private void open(
      List<Integer> unopened,
      Map<Integer, JobLog> open,
      Map<Integer, LineSplitter> splitters,
      boolean follow) {
    int early = 0;
    for (int job : open.keySet()) {
      early += run.jobs().get(job).attempts().isEmpty() && !spoke.contains(job) ? 1 : 0;
    }
    for (Iterator<Integer> i = unopened.iterator(); i.hasNext(); ) {
      int job = i.next();
      JobSnapshot snapshot = run.jobs().get(job);
      if (snapshot.attempts().isEmpty() && snapshot.state() != JobState.REUSED) {
        boolean mayBegin = follow && snapshot.state() == JobState.QUEUED && early < EARLY;
        if (!mayBegin) {
          continue;
        }
        early++;
      }
      i.remove();
      JobLog log;
      try {
        log = logs.open(snapshot.name(), follow);
      } catch (JupyterFlowException.Unreachable e) {
        unreached(e, follow);
        continue;
      }
      open.put(job, log); // before it is read, so that one that can't be read is closed, too
      LineSplitter splitter = new LineSplitter();
      boolean isRead = isRead(job, log, splitter, follow);
      while (!follow && !isRead) {
        await(false);
        isRead = isRead(job, log, splitter, follow);
      }
      if (follow && !isRead) {
        splitters.put(job, splitter);
      } else {
        finish(job, log, splitter);
        open.remove(job);
      }
    }
  }

  private void poll(Map<Integer, JobLog> open, Map<Integer, LineSplitter> splitters) {
    for (Iterator<Map.Entry<Integer, JobLog>> i = open.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<Integer, JobLog> entry = i.next();
      LineSplitter splitter = splitters.computeIfAbsent(entry.getKey(), k -> new LineSplitter());
      if (isRead(entry.getKey(), entry.getValue(), splitter, true)) {
        finish(entry.getKey(), entry.getValue(), splitter);
        i.remove();
      }
    }
  }

  /// Prints what came of a job's output.
  ///
  /// @return whether nothing more will come of it
  private boolean isRead(int job, JobLog log, LineSplitter splitter, boolean follow) {
    for (int piece = 0; !follow || piece < PIECES; piece++) {
      byte[] bytes;
      try {
        bytes = poll(job, log, follow);
      } catch (JupyterFlowException.Unreachable e) {
        unreached(e, follow);
        return true;
      } catch (JupyterFlowException.Refused e) {
        unread(e);
        return true;
      }
      if (bytes.length == 0) {
        if (log.isComplete()) {
          outputs.completed();
        }
        return log.isComplete();
      }
      spoke.add(job);
      outputs.read();
      splitter.add(bytes, (text, begins, ends) -> line(job, text, begins, ends));
      print();
    }
    return false;
  }

  private void unreached(JupyterFlowException.Unreachable why, boolean follow) {
    outputs.failed();
    if (!follow && outputs.areTooMany()) {
      throw why;
    }
    unread(why);
  }

  private void unread(JupyterFlowException why) {
    unread = unread == null ? why : unread;
    String words = RemedyText.line(why);
    if (told.add(words)) {
      notes.accept(words);
    }
  }

  /// What came of a job's output since the last call; nothing while who follows waits for it.
  ///
  /// @throws JupyterFlowException.Unreachable where nobody waits for it
  private byte[] poll(int job, JobLog log, boolean follow) {
    try {
      byte[] bytes = log.poll();
      silence.reached(job);
      return bytes;
    } catch (JupyterFlowException.Unreachable e) {
      boolean isOver = run.jobs().get(job).state().isTerminal();
      if (!follow || silence.isGivenUp(job, isOver, RemedyText.line(e))) {
        throw e;
      }
      return new byte[0];
    }
  }

  private void finish(int job, JobLog log, LineSplitter splitter) {
    splitter.finish((text, begins, ends) -> line(job, text, begins, ends));
    print();
    log.close();
  }

  /// Adds a line to what is printed. A long one comes in pieces, and is one line all the same; only
  /// where another job's line came between, it is cut, and both sides say so.
  private void line(int job, String text, boolean begins, boolean ends) {
    if (begins || unended != job) {
      if (unended != NONE) {
        printed.append(CUT).append('\n');
      }
      printed.append(lines.line(job, begins ? text : CUT + text));
    } else {
      printed.append(text);
    }
    unended = ends ? NONE : job;
    if (ends) {
      printed.append('\n');
    }
  }

  private void print() {
    if (!printed.isEmpty()) {
      out.accept(printed.toString());
      printed.setLength(0);
    }
  }

  private void await(boolean follow) {
    if (!follow || run.state().isTerminal()) {
      // no news of it will come, only the rest of an output that is on its way
      LockSupport.parkNanos(PAUSE.toNanos());
    } else {
      run = news.apply(run);
      silence.seen(run);
    }
  }
}
