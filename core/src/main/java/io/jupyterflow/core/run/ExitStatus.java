package io.jupyterflow.core.run;

/// Exit codes as a POSIX shell reports them, and what they say: 128 + n for signal n.
public final class ExitStatus {

  /// The program is there and can't be executed.
  public static final int NOT_EXECUTABLE = 126;

  /// There is no such program.
  public static final int NOT_FOUND = 127;

  /// Ended by SIGKILL, mostly for lack of memory.
  public static final int KILLED = 137;

  /// Ended by SIGTERM.
  public static final int TERMINATED = 143;

  private static final int SIGNALS_FROM = 128;
  private static final int SIGNALS = 64;

  private ExitStatus() {}

  /// The number of the signal that ended the program; 0 where it ended by itself.
  public static int signal(int exitCode) {
    int signal = exitCode - SIGNALS_FROM;
    return signal > 0 && signal <= SIGNALS ? signal : 0;
  }

  /// The name of a signal on Linux, without `SIG`; empty where it has none that is usual.
  public static String signalName(int signal) {
    return switch (signal) {
      case 1 -> "HUP";
      case 2 -> "INT";
      case 3 -> "QUIT";
      case 4 -> "ILL";
      case 6 -> "ABRT";
      case 7 -> "BUS";
      case 8 -> "FPE";
      case 9 -> "KILL";
      case 11 -> "SEGV";
      case 13 -> "PIPE";
      case 15 -> "TERM";
      case 24 -> "XCPU";
      case 25 -> "XFSZ";
      default -> "";
    };
  }
}
