package io.jupyterflow.core.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a program printed as a signal of its own doing ended it: Python's fault handler, or C++.
///
/// @param where ` at train.py:4`, the user's own line that led to it; empty where that is not known
/// @param said a line that says more; empty for none
record NativeCrash(String where, String said) {

  private static final String FATAL = "Fatal Python error: ";
  private static final Pattern FRAME = Pattern.compile("\\s*File \"([^\"]+)\", line (\\d+) in .*");
  private static final String WHAT = "what(): ";
  private static final Pattern ASSERTION =
      Pattern.compile(".*: Assertion [`'].*' failed\\.?|terminate called .*|free\\(\\): .*");

  /// Reads the last of them.
  static NativeCrash in(List<String> lines) {
    String said = "";
    int fatal = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(FATAL)) {
        fatal = i;
      }
      boolean better = line.strip().startsWith(WHAT);
      if (better || (ASSERTION.matcher(line).matches() && !said.startsWith(WHAT))) {
        said = line.strip();
      }
    }
    return new NativeCrash(
        fatal < 0 ? "" : place(lines.subList(fatal, lines.size())).orElse(""), said);
  }

  /// The innermost frame of the user's own code; these stand the innermost first.
  private static Optional<String> place(List<String> lines) {
    for (String line : lines) {
      Matcher frame = FRAME.matcher(line);
      if (frame.matches() && PythonTraceback.isOwn(frame.group(1))) {
        return Optional.of(" at " + frame.group(1) + ":" + frame.group(2));
      }
    }
    return Optional.empty();
  }
}
