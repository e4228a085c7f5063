package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.runfolder.AttemptFolder;
import io.jupyterflow.local.lease.Leases;
import io.jupyterflow.local.process.ProcessIdentity;
import io.jupyterflow.local.process.ProcessTable;
import io.jupyterflow.local.process.RunProcesses;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges an attempt that this supervisor did not start, by what its launcher left behind.
final class Adoption {

  private final ProcessTable processes;
  private final Leases leases;
  private final RunProcesses ofRun;

  Adoption(ProcessTable processes, Leases leases, RunProcesses ofRun) {
    this.processes = processes;
    this.leases = leases;
    this.ofRun = ofRun;
  }

  /// What is known of such an attempt.
  sealed interface Finding {
    /// Nothing has begun: run it.
    record Unstarted() implements Finding {}

    /// It runs, or may run.
    ///
    /// @param launcher null where its file doesn't say yet
    record Alive(@Nullable ProcessIdentity launcher) implements Finding {}

    /// It is over.
    record Over(Running.Result result) implements Finding {}
  }

  /// Looks at an attempt now.
  Finding look(Running running) throws IOException {
    AttemptFolder attempt = running.folder;
    if (!attempt.hasStarted()) {
      return attempt
          .exitCode()
          .<Finding>map(code -> new Finding.Over(new Running.Result.Exited(code)))
          .orElseGet(Finding.Unstarted::new);
    }
    Optional<ProcessIdentity> launcher = LauncherIdentity.of(attempt, processes);
    boolean here = launcher.isPresent() && processes.canJudge(launcher.get());
    // In this order: the exit is written before the process goes.
    boolean alive = here && processes.isAlive(launcher.get());
    Optional<Integer> code = attempt.exitCode();
    if (code.isPresent()) {
      return new Finding.Over(new Running.Result.Exited(code.get()));
    }
    if (alive) {
      return new Finding.Alive(launcher.get());
    }
    if (launcher.isPresent() && !here && leases.isHostFresh(launcher.get())) {
      return new Finding.Alive(launcher.get());
    }
    if (launcher.isEmpty() && !ofRun.ofAttempt(running.job.name(), running.attempt).isEmpty()) {
      // Just about to say who it is.
      return new Finding.Alive(null);
    }
    return new Finding.Over(
        new Running.Result.Lost(
            here || launcher.isEmpty()
                ? "its launcher is gone and left no exit status"
                : "it ran on another host, which is gone; how it ended can't be known"));
  }
}
