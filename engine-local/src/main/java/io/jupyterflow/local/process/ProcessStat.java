package io.jupyterflow.local.process;

import java.util.Optional;

/// What the kernel says of a process in `/proc/<pid>/stat`.
///
/// @param state one letter: `R`, `S`, `T`, `Z` …
/// @param session the pid of its session's leader
/// @param startTicks when it began, in clock ticks since boot
public record ProcessStat(long pid, char state, long parent, long session, long startTicks) {

  /// Whether it still runs code: a zombie or a dead one doesn't.
  public boolean isAlive() {
    return state != 'Z' && state != 'X';
  }

  /// Whether it runs no code until somebody lets it go on: `SIGSTOP`, or a debugger.
  public boolean isStopped() {
    return state == 'T' || state == 't';
  }

  /// Reads the one line of `/proc/<pid>/stat`. The second field is the program's name in brackets
  /// and may hold anything, brackets and blanks too: the fields are counted from the last `)`.
  static Optional<ProcessStat> parse(String line) {
    int close = line.lastIndexOf(')');
    int open = line.indexOf(' ');
    if (close < 0 || open < 0 || close + 2 >= line.length()) {
      return Optional.empty();
    }
    String[] rest = line.substring(close + 2).strip().split(" ", -1);
    if (rest.length < 20) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessStat(
            Long.parseLong(line.substring(0, open)),
            rest[0].charAt(0),
            Long.parseLong(rest[1]),
            Long.parseLong(rest[3]),
            Long.parseLong(rest[19])));
  }
}
