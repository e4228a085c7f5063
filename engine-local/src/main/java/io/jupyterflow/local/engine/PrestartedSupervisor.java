package io.jupyterflow.local.engine;

import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.runfolder.RunEnvironment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A supervisor that is started before its run exists, so that the start of its JVM and the
/// planning go on side by side. It hears on its stdin which run it has. If that closes before,
/// because there is no run or its starter died, it ends and leaves nothing.
final class PrestartedSupervisor {

  private final Process process;
  private final Path log;
  private final SupervisorProcess.Setting setting;

  private PrestartedSupervisor(Process process, Path log, SupervisorProcess.Setting setting) {
    this.process = process;
    this.log = log;
    this.setting = setting;
  }

  /// Starts one.
  ///
  /// @param runs where runs are kept; nothing is started before that is there
  /// @param callers variables of this process
  /// @return null where none can be had: the run will get its supervisor later
  static @Nullable PrestartedSupervisor start(
      Path runs, RunEnvironment environment, Map<String, String> callers) {
    if (!Files.isDirectory(runs)) {
      return null;
    }
    SupervisorProcess.Setting setting = SupervisorProcess.setting(environment, callers);
    Path log = runs.resolve(".standby-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    try {
      return new PrestartedSupervisor(SupervisorProcess.standby(runs, log, setting), log, setting);
    } catch (IOException cannotNow) {
      return null;
    }
  }

  /// Gives it its run.
  ///
  /// @param wanted what the supervisor must have been started with
  /// @return nothing where it is of no use: then it ends by itself
  Optional<Process> take(RunFolder folder, SupervisorProcess.Setting wanted) {
    try (OutputStream told = process.getOutputStream()) {
      if (!process.isAlive()) {
        Files.deleteIfExists(log);
        return Optional.empty();
      }
      if (!setting.isSameAs(wanted)) {
        return Optional.empty();
      }
      // What it says from now on, and said so far, belongs to the run.
      Files.move(log, folder.supervisorLog());
      told.write((folder.path() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      return Optional.empty();
    }
    return Optional.of(process);
  }

  /// Lets it end.
  void dismiss() {
    try {
      process.getOutputStream().close();
    } catch (IOException goneAlready) {
      return;
    }
  }
}
