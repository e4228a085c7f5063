package io.jupyterflow.local.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds and ends the processes of one run: those that carry its variables, wherever they moved to,
/// and those in a session that one of them leads or belongs to.
public final class RunProcesses {

  private final ProcessTable processes;
  private final ProcessSignal signals;
  private final String run;
  private final long self;

  public RunProcesses(ProcessTable processes, ProcessSignal signals, String run) {
    this.processes = processes;
    this.signals = signals;
    this.run = "\0JUPYTERFLOW_RUN=" + run + "\0";
    self = ProcessHandle.current().pid();
  }

  /// Every process of the run.
  public List<ProcessStat> ofRun() {
    return matching(run, "");
  }

  /// Every process of one attempt.
  public List<ProcessStat> ofAttempt(String job, int attempt) {
    return matching(
        "\0JUPYTERFLOW_JOB=" + ProcessTable.raw(job) + "\0",
        "\0JUPYTERFLOW_ATTEMPT=" + attempt + "\0");
  }

  private List<ProcessStat> matching(String first, String second) {
    List<ProcessStat> all = processes.all();
    Set<Long> sessions = new HashSet<>();
    List<ProcessStat> found = new ArrayList<>();
    List<ProcessStat> others = new ArrayList<>();
    for (ProcessStat process : all) {
      String environment = process.pid() == self ? "" : processes.environment(process.pid());
      if (environment.contains(run)
          && environment.contains(first)
          && (second.isEmpty() || environment.contains(second))) {
        found.add(process);
        sessions.add(process.session());
      } else {
        others.add(process);
      }
    }
    // A session's number stays taken as long as a process is in it: who shares one is of the run,
    // even with its variables wiped.
    for (ProcessStat process : others) {
      if (process.pid() != self && sessions.contains(process.session())) {
        found.add(process);
      }
    }
    return found;
  }

  /// Sends a signal to exactly this process; does nothing where it is gone.
  public void signal(ProcessStat process, int signal) {
    long handle = signals.openProcess(process.pid());
    try {
      boolean same =
          processes
              .stat(process.pid())
              .filter(now -> now.startTicks() == process.startTicks())
              .isPresent();
      if (same && handle >= 0) {
        signals.signal(handle, signal);
      } else if (same) {
        signals.signalNumber(process.pid(), signal);
      }
    } finally {
      if (handle >= 0) {
        signals.close(handle);
      }
    }
  }
}
