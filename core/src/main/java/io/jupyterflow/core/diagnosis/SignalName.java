package io.jupyterflow.core.diagnosis;

import io.jupyterflow.core.run.ExitStatus;
import java.util.Optional;

/// Exit codes above 128, as a shell reports a command that a signal ended.
public final class SignalName {

  private SignalName() {}

  /// The name of the signal, `SIGKILL`; nothing for a command that ended by itself.
  public static Optional<String> name(int exitCode) {
    String name = ExitStatus.signalName(ExitStatus.signal(exitCode));
    return name.isEmpty() ? Optional.empty() : Optional.of("SIG" + name);
  }

  /// What such an exit code means; nothing for a command that ended by itself.
  static Optional<Cause> explain(int exitCode) {
    return switch (ExitStatus.signal(exitCode)) {
      case 1 -> Optional.of(Cause.of("was ended by SIGHUP: its terminal went away", ""));
      case 2 -> Optional.of(Cause.of("was interrupted (SIGINT)", ""));
      case 4 ->
          Optional.of(
              Cause.of(
                  "was ended by SIGILL: it has instructions this processor doesn't know",
                  "Install builds of its packages that are made for this machine."));
      case 6 ->
          Optional.of(
              Cause.of(
                  "aborted itself (SIGABRT)", "Its last lines mostly say which check failed."));
      case 7 ->
          Optional.of(
              Cause.of(
                  "was ended by SIGBUS: mostly shared memory (/dev/shm) or a disk that is full",
                  "Use fewer data loader workers, or make room with df -h /dev/shm in view."));
      case 8 -> Optional.of(Cause.of("was ended by SIGFPE: a division by zero in native code", ""));
      case 9 ->
          Optional.of(
              Cause.of(
                  "was killed (SIGKILL): mostly by the kernel, because memory ran out",
                  "Give it room with --memory, run fewer jobs at once with -j, or use less data at"
                      + " a time."));
      case 11 ->
          Optional.of(
              Cause.of(
                  "crashed in native code (SIGSEGV)",
                  "Mostly packages that don't fit together: reinstall those it imports. PYTHONFAULTHANDLER=1"
                      + " before the command shows where."));
      case 13 -> Optional.of(Cause.of("wrote to a pipe that nobody reads any more (SIGPIPE)", ""));
      case 15 -> Optional.of(Cause.of("was asked to end (SIGTERM)", ""));
      case 24 ->
          Optional.of(
              Cause.of("used up its processor time (SIGXCPU)", "Raise the limit: ulimit -t."));
      case 25 ->
          Optional.of(
              Cause.of(
                  "wrote a file larger than allowed (SIGXFSZ)", "Raise the limit: ulimit -f."));
      default ->
          ExitStatus.signal(exitCode) > 0
              ? Optional.of(Cause.of("was ended by signal " + ExitStatus.signal(exitCode), ""))
              : Optional.empty();
    };
  }
}
