package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.runfolder.AttemptFolder;
import io.jupyterflow.local.lease.Leases;
import io.jupyterflow.local.process.ProcessIdentity;
import io.jupyterflow.local.process.ProcessTable;
import io.jupyterflow.local.process.RunProcesses;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges an attempt that this supervisor did not start, by what its launcher left behind.
final class Adoption {

  private final ProcessTable processes;
  private final Leases leases;
  private final RunProcesses ofRun;
  private final String host;

  /// @param host the name of this one
  Adoption(ProcessTable processes, Leases leases, RunProcesses ofRun, String host) {
    this.processes = processes;
    this.leases = leases;
    this.ofRun = ofRun;
    this.host = host;
  }

  /// What is known of such an attempt.
  sealed interface Finding {
    /// Nothing has begun: run it.
    record Unstarted() implements Finding {}

    /// It runs, or may run.
    ///
    /// @param launcher null where its file doesn't say yet
    record Alive(@Nullable ProcessIdentity launcher) implements Finding {}

    /// It runs on another host, or did: that can't be known here until it leaves its status.
    ///
    /// @param host its name
    record Elsewhere(String host) implements Finding {}

    /// It is over.
    record Over(RunningAttempt.Result result) implements Finding {}
  }

  /// Looks at an attempt now.
  Finding look(RunningAttempt running) throws IOException {
    AttemptFolder attempt = running.folder;
    if (!attempt.hasStarted()) {
      return attempt
          .exitCode()
          .<Finding>map(code -> new Finding.Over(new RunningAttempt.Result.Exited(code)))
          .orElseGet(Finding.Unstarted::new);
    }
    Optional<ProcessIdentity> launcher = LauncherIdentity.of(attempt, processes);
    boolean here = launcher.isPresent() && processes.canJudge(launcher.get());
    // In this order: the exit is written before the process goes.
    boolean alive = here && processes.isAlive(launcher.get());
    Optional<Integer> code = attempt.exitCode();
    if (code.isPresent()) {
      return new Finding.Over(new RunningAttempt.Result.Exited(code.get()));
    }
    if (alive) {
      return new Finding.Alive(launcher.get());
    }
    if (launcher.isEmpty() && !ofRun.ofAttempt(running.job.name(), running.attempt).isEmpty()) {
      // Just about to say who it is.
      return new Finding.Alive(null);
    }
    if (!here) {
      String elsewhere =
          launcher.isPresent() ? leases.aliveHost(launcher.get(), host) : leases.aliveHost(host);
      if (elsewhere != null) {
        return new Finding.Elsewhere(elsewhere);
      }
    }
    return new Finding.Over(
        new RunningAttempt.Result.Lost(
            here || launcher.isEmpty()
                ? "its launcher is gone and left no exit status" + disk(attempt)
                : "it ran before this host or container was started again; how it ended can't be"
                    + " known"));
  }

  /// Names the disk where that may be why there is no status.
  private static String disk(AttemptFolder attempt) throws IOException {
    FileStore disk = Files.getFileStore(attempt.path());
    return disk.getUsableSpace() > 0 ? "" : "; the disk " + disk + " is full";
  }
}
