package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.runfolder.AttemptFolder;
import io.jupyterflow.local.process.ProcessIdentity;
import io.jupyterflow.local.process.ProcessStat;
import io.jupyterflow.local.process.ProcessTable;
import io.jupyterflow.local.spawn.JobLauncher;
import java.io.IOException;
import java.util.Optional;

/// Which process an attempt's launcher is, by what it wrote into `started`.
///
/// That is the kernel's boot id, its pid namespace and its pid. When it began it can't say at a
/// price that every job could pay: a shell reads `/proc` byte by byte. So the process that has the
/// pid now is treated as it only if its command line names this attempt's folder as a launcher's
/// does, and is held by its own start time from then on.
final class LauncherIdentity {

  /// The start time of a process that is not there: no process has it.
  private static final long GONE = -1;

  private LauncherIdentity() {}

  /// Reads `started`.
  ///
  /// @return nothing where it isn't there, or isn't whole
  static Optional<ProcessIdentity> of(AttemptFolder attempt, ProcessTable processes)
      throws IOException {
    Optional<String> text = attempt.launcher();
    if (text.isEmpty() || !text.get().endsWith("\n")) {
      return Optional.empty();
    }
    String[] parts = text.get().strip().split(" ", -1);
    if (parts.length != 3) {
      // Launchers of version 1.0.0-SNAPSHOT wrote the start time too.
      return ProcessIdentity.parse(text.get());
    }
    Optional<ProcessIdentity> written =
        ProcessIdentity.parse(parts[0] + " " + parts[1] + " " + parts[2] + " " + GONE);
    return written.map(
        launcher -> processes.canJudge(launcher) ? found(launcher, attempt, processes) : launcher);
  }

  private static ProcessIdentity found(
      ProcessIdentity written, AttemptFolder attempt, ProcessTable processes) {
    // The start time first: should the pid change hands in between, it tells.
    Optional<ProcessStat> now = processes.stat(written.pid());
    boolean same =
        now.isPresent()
            && JobLauncher.isLauncherOf(
                attempt.path().toString(), processes.commandLine(written.pid()));
    return new ProcessIdentity(
        written.boot(),
        written.pidNamespace(),
        written.pid(),
        same ? now.get().startTicks() : GONE);
  }
}
