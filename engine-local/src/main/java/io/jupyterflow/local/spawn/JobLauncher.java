package io.jupyterflow.local.spawn;

import io.jupyterflow.local.process.ProcessTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The few lines of POSIX `sh` that every attempt runs under, so that its end is known even if the
/// supervisor is dead by then.
///
/// In this order: `started` is made (exclusively: of two launchers of one attempt, one wins) and
/// says which process this is (see `LauncherIdentity`); output goes to `log`; the command runs as
/// it is, with nothing between it and its arguments; its status and a newline go to `exit`, or
/// where the disk has no room for that, to the end of `started` (see [AttemptFolder]). A launcher
/// that can't do one of the first two ends itself with SIGKILL, which no exit code of a job can be
/// mistaken for.
///
/// It uses builtins only, so it costs one process and no program. It sets no variable that a job
/// could see: a shell passes on only those that it found in its environment.
public final class JobLauncher {

  /// Where every POSIX system has it.
  public static final String SHELL = "/bin/sh";

  private static final List<String> BASHES = List.of("/bin/bash", "/usr/bin/bash");

  /// What the shell calls itself.
  private static final String NAME = "jupyterflow";

  private final String text;

  private JobLauncher(String text) {
    this.text = text;
  }

  /// The shell that runs launchers. Some shells drop variables whose names they can't have
  /// themselves (`my.key`), and bash hands them on: where there are such, it is taken if it is
  /// there. They never become words of a command, which everybody on the machine may read.
  ///
  /// @param hasOddNames whether there are any
  public static String shell(boolean hasOddNames) {
    return hasOddNames ? bash().orElse(SHELL) : SHELL;
  }

  /// Where bash is, if it is there.
  public static Optional<String> bash() {
    for (String bash : BASHES) {
      if (Files.isExecutable(Path.of(bash))) {
        return Optional.of(bash);
      }
    }
    return Optional.empty();
  }

  /// The launcher of processes of this machine.
  public static JobLauncher of(ProcessTable processes) {
    return new JobLauncher(
        "_jf=$1; shift\n"
            + "set -C\n"
            + "command exec >\"$_jf/started\" || kill -9 $$\n"
            // A file that was made but could not be filled (the disk is full) is ours and says
            // nothing: nothing has run, so it goes.
            + "echo "
            + processes.boot()
            + " "
            + processes.pidNamespace()
            + " $$ && command exec >>\"$_jf/log\" 2>&1 || {\n"
            // Absolute: the job's PATH need not have it.
            + "  /bin/rm -f \"$_jf/started\"\n"
            + "  kill -9 $$\n"
            + "}\n"
            // Caught, not ignored: the command gets the default back, and this shell survives to
            // write the status.
            + "trap : HUP INT QUIT TERM\n"
            + "\"$@\"\n"
            + "_jf1=$?\n"
            // What the shell says of a full disk would be in the log as if the job had said it.
            + "exec 2>&-\n"
            + "echo $_jf1 >\"$_jf/exit\" || echo $_jf1 >>\"$_jf/started\"\n"
            + "exit $_jf1\n");
  }

  /// Whether a process was started by the words of a launcher of this attempt.
  ///
  /// @param commandLine its words, each ended by a NUL, as [ProcessTable] shows them
  public static boolean isLauncherOf(String attemptFolder, String commandLine) {
    return commandLine.startsWith("sh\0-c\0")
        && commandLine.contains("\0" + NAME + "\0" + ProcessTable.raw(attemptFolder) + "\0");
  }

  /// The words that start a command under this launcher.
  ///
  /// @param attemptFolder absolute; exists
  public List<String> words(String attemptFolder, List<String> command) {
    List<String> words = new ArrayList<>(command.size() + 5);
    words.add("sh");
    words.add("-c");
    words.add(text);
    words.add(NAME);
    words.add(attemptFolder);
    words.addAll(command);
    return words;
  }
}
