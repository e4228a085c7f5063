package io.jupyterflow.local.engine;

import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.IoReasons;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.runfolder.LogTail;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.lease.Leases;
import io.jupyterflow.local.process.ProcessStat;
import io.jupyterflow.local.process.ProcessTable;
import io.jupyterflow.local.runfolder.Inbox;
import io.jupyterflow.local.runfolder.RunEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Sees to it that unfinished runs have a supervisor, and says so where none can be had: one that
/// ends before it has done anything is tried a few times only. Safe for threads.
final class SupervisorKeeper {

  /// How long a supervisor may take to claim its run before another is started next to it.
  private static final long CLAIM_MILLIS = 30_000;

  /// How long the submitter may take to start the first one.
  private static final long YOUNG_MILLIS = 5_000;

  /// One that ends this soon has failed, even if it claimed the run before.
  private static final long SOON_MILLIS = 10_000;

  /// For how long a run that had an owner is taken to have one: looking costs its jobs their
  /// processor.
  private static final long TRUST_MILLIS = 300;

  /// How often one is started in vain before people are told.
  private static final int TRIES = 3;

  private final Map<String, String> variables;
  private final Clock clock;
  private final ProcessTable processes = ProcessTable.ofThisMachine();
  private final Map<String, Start> starts = new ConcurrentHashMap<>();

  /// One that waits for a run, or null.
  private final AtomicReference<@Nullable PrestartedSupervisor> standby = new AtomicReference<>();

  /// When a run was last seen to have an owner.
  private final Map<String, Long> seen = new ConcurrentHashMap<>();

  private final SuspendedSupervisors stopped = new SuspendedSupervisors();

  /// A supervisor this process started.
  ///
  /// @param epoch the newest one before
  /// @param done how far the run was
  /// @param inVain how many ended before without getting any further
  private record Start(Process process, long atMillis, int epoch, long done, int inVain) {}

  /// @param variables of this process: those a run's files withhold come from here
  SupervisorKeeper(Map<String, String> variables, Clock clock) {
    this.variables = variables;
    this.clock = clock;
  }

  /// Starts a supervisor for the next run that gets its first one, where there is none yet.
  void expect(Path runs, RunEnvironment environment) {
    if (standby.get() == null) {
      standby.set(PrestartedSupervisor.start(runs, environment, variables));
    }
  }

  /// Ends the one that waits: no run needs it.
  void expectNone() {
    PrestartedSupervisor waiting = standby.getAndSet(null);
    if (waiting != null) {
      waiting.dismiss();
    }
  }

  /// Starts the first supervisor of a run.
  void first(RunFolder folder, RunEnvironment environment) {
    start(folder, environment, 0, 0, 0);
  }

  /// Starts the next supervisor where an unfinished run has none.
  ///
  /// @throws JupyterFlowException.Refused where none can be started; the next call tries again
  /// @throws IOException where the run's files can't be read, or lack what was in them
  void ensure(CachedRun run) throws IOException {
    if (run.isFinished()) {
      return;
    }
    RunFolder folder = run.reader().folder();
    Long seenAt = seen.get(folder.id());
    if (seenAt != null && millis() - seenAt < TRUST_MILLIS) {
      return;
    }
    Leases leases = new Leases(folder, processes);
    Leases.Judgement judged = leases.judge();
    if (judged.isOwned()) {
      seen.put(folder.id(), millis());
      if (judged.stopped() != 0 || stopped.isKnown(folder)) {
        stopped.look(folder, judged.stopped());
      }
      return;
    }
    run.checkWhole();
    if (run.isFinished()) {
      return;
    }
    int epoch = judged.epoch();
    Start last = starts.get(folder.id());
    int inVain = 0;
    if (last != null) {
      boolean claiming = last.epoch() == epoch && millis() - last.atMillis() < CLAIM_MILLIS;
      if (claiming && last.process().isAlive()) {
        return;
      }
      // The owner may have written its last events and gone since this process looked.
      run.refresh();
      if (run.isFinished()) {
        return;
      }
      boolean soon = last.epoch() == epoch || millis() - last.atMillis() < SOON_MILLIS;
      inVain = soon && last.done() == run.done() ? last.inVain() + 1 : 0;
      if (inVain >= TRIES) {
        starts.remove(folder.id());
        throw hopeless(folder, last.process());
      }
    } else if (epoch == 0 && isYoung(run)) {
      return;
    }
    start(folder, RunEnvironment.read(folder.environment()), epoch, run.done(), inVain);
  }

  /// Asks the owner of a run, now or later, to stop it.
  ///
  /// @throws JupyterFlowException.Refused where that can't be written
  void askToStop(RunFolder folder) {
    try {
      new Inbox(folder.inbox()).stop();
    } catch (IOException e) {
      throw new JupyterFlowException.Refused(
          "The run '"
              + folder.id()
              + "' can't be asked to stop, and goes on: "
              + folder.inbox()
              + " can't be written ("
              + IoReasons.of(e)
              + ").",
          Remedy.of(
              "free some space there or make it writable, then: ",
              ActionKind.STOP_RUN,
              folder.id()),
          e);
    }
  }

  /// Whether a run has an owner that is, or may be, alive.
  boolean isOwned(RunFolder folder) {
    try {
      folder.lookAnew();
      return new Leases(folder, processes).isOwned();
    } catch (IOException e) {
      throw RunErrors.damaged(folder.path(), e);
    }
  }

  /// Makes sure of an unfinished run without an owner that its files lack nothing.
  ///
  /// @throws IOException where they do
  void checkWhole(CachedRun run) throws IOException {
    if (!run.isFinished() && !isOwned(run.reader().folder())) {
      run.checkWhole();
    }
  }

  /// Makes sure that nothing of a run is there but its files: no owner, and no process of its jobs.
  ///
  /// @throws JupyterFlowException.Refused where something is
  void expectNothingOf(RunFolder folder) {
    if (isOwned(folder)) {
      throw RunErrors.stillRuns(folder.id());
    }
    String metrics = "\0JUPYTERFLOW_METRICS=" + ProcessTable.raw(folder.jobs() + "/");
    List<Long> left = new ArrayList<>();
    for (ProcessStat process : processes.all()) {
      if (processes.environment(process.pid()).contains(metrics)) {
        left.add(process.pid());
      }
    }
    if (!left.isEmpty()) {
      throw RunErrors.processesLeft(folder.id(), left);
    }
  }

  /// Makes sure that the owner of a run that goes on is not stopped itself.
  ///
  /// @throws JupyterFlowException.Refused where it is, with its pid
  void expectAwake(RunFolder folder) {
    try {
      long pid = new Leases(folder, processes).judge().stopped();
      if (pid != 0) {
        throw SuspendedSupervisors.stopped(folder, pid);
      }
    } catch (IOException e) {
      throw RunErrors.damaged(folder.path(), e);
    }
  }

  private boolean isYoung(CachedRun run) {
    return Math.abs(clock.millis() - run.reader().options().createdAt()) < YOUNG_MILLIS;
  }

  private void start(
      RunFolder folder, RunEnvironment environment, int epoch, long done, int inVain) {
    try {
      SupervisorProcess.Setting setting = SupervisorProcess.setting(environment, variables);
      PrestartedSupervisor waiting = standby.getAndSet(null);
      Optional<Process> taken = waiting == null ? Optional.empty() : waiting.take(folder, setting);
      Process process = taken.isPresent() ? taken.get() : SupervisorProcess.start(folder, setting);
      starts.put(folder.id(), new Start(process, millis(), epoch, done, inVain));
    } catch (IOException e) {
      throw refused(folder, "could not be started (" + e.getMessage() + ")", e);
    }
  }

  private static JupyterFlowException.Refused hopeless(RunFolder folder, Process last) {
    String how =
        last.isAlive() ? "does not begin" : "ends at once, with exit code " + last.exitValue();
    String words = LogTail.lastWords(folder.supervisorLog());
    String said = words.isEmpty() ? "It said nothing" : "It said: " + words;
    return refused(
        folder,
        how + ", in " + TRIES + " tries. " + said + " (" + folder.supervisorLog() + ")",
        null);
  }

  private static JupyterFlowException.Refused refused(
      RunFolder folder, String what, @Nullable IOException cause) {
    return new JupyterFlowException.Refused(
        "The run '" + folder.id() + "' is kept, but its supervisor " + what + ".",
        Remedy.of("when that is fixed, go on with the run: ", ActionKind.WATCH_RUN, folder.id()),
        cause);
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }
}
