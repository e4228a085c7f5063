package io.jupyterflow.local.supervisor;

import io.jupyterflow.local.process.ProcessSignal;
import io.jupyterflow.local.process.ProcessStat;
import io.jupyterflow.local.process.RunProcesses;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Ends the processes of attempts and of the whole run: TERM first, KILL when the grace is over.
/// The launchers are spared, for they write down how the command ended and then end by themselves.
final class ProcessTerminator {

  /// How long a launcher may take after all its children were killed.
  private static final long LAUNCHER_NANOS = 2_000_000_000L;

  private final RunProcesses processes;
  private final long grace;

  /// Ends processes of one run.
  ///
  /// @param grace between TERM and KILL, in nanoseconds
  ProcessTerminator(RunProcesses processes, long grace) {
    this.processes = processes;
    this.grace = grace;
  }

  /// Asks an attempt to end.
  void begin(RunningAttempt running, RunningAttempt.Reason reason, long now) {
    if (running.ending == null) {
      mark(running, reason, now);
      ask(of(running), List.of(running));
    }
  }

  /// Says that an attempt is to end, without asking it yet.
  void mark(RunningAttempt running, RunningAttempt.Reason reason, long now) {
    if (running.ending == null) {
      running.ending = new RunningAttempt.Ending(reason, now + grace);
    }
  }

  /// Goes on with an attempt that is being ended.
  ///
  /// @return whether none of its processes is left
  boolean proceed(RunningAttempt running, long now) {
    RunningAttempt.Ending ending = running.ending;
    if (ending == null) {
      return running.result != null;
    }
    List<ProcessStat> left = of(running);
    if (left.isEmpty()) {
      if (running.host != null && now - ending.killAt() >= 0) {
        running.over(
            new RunningAttempt.Result.Lost(
                "it runs on the host " + running.host + ", or did: it can't be ended from here"));
      }
      return running.result != null;
    }
    if (now - ending.killAt() >= 0) {
      boolean all = now - ending.killAt() >= LAUNCHER_NANOS;
      for (ProcessStat process : left) {
        if (all || process.pid() != running.launcher()) {
          processes.signal(process, ProcessSignal.KILL);
        }
      }
    }
    return false;
  }

  /// Ends what is left of an attempt whose launcher is gone.
  void killRest(RunningAttempt running) {
    for (ProcessStat process : of(running)) {
      processes.signal(process, ProcessSignal.KILL);
    }
  }

  /// Asks all processes of the run to end: its attempts, and daemons that earlier jobs left.
  ///
  /// @param running whose launchers are spared
  void askAll(Collection<RunningAttempt> running) {
    ask(processes.ofRun(), running);
  }

  /// Goes on with the end of the whole run, when none of its attempts runs any more.
  ///
  /// @param since when it began
  /// @return whether no process of the run is left
  boolean proceedAll(long since, long now) {
    List<ProcessStat> left = processes.ofRun();
    if (now - since >= grace) {
      for (ProcessStat process : left) {
        processes.signal(process, ProcessSignal.KILL);
      }
    }
    return left.isEmpty();
  }

  private void ask(List<ProcessStat> all, Collection<RunningAttempt> running) {
    Set<Long> spared = new HashSet<>();
    for (RunningAttempt one : running) {
      spared.add(one.launcher());
    }
    for (ProcessStat process : all) {
      if (!spared.contains(process.pid())) {
        processes.signal(process, ProcessSignal.TERM);
        // A stopped process would sleep over it.
        processes.signal(process, ProcessSignal.CONT);
      }
    }
  }

  private List<ProcessStat> of(RunningAttempt running) {
    return processes.ofAttempt(running.job.name(), running.attempt);
  }
}
