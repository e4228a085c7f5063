package io.jupyterflow.core.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The last traceback in the output of a Python program.
///
/// @param place `train.py:12`, the last frame in the user's own code
/// @param error its last line: `ValueError: bad`
/// @param evidence the frame, its source line and the error, as they were printed
record PythonTraceback(String place, String error, List<String> evidence) {

  private static final Pattern FRAME =
      Pattern.compile("\\s*File \"([^\"]+)\", line (\\d+)(?:, in .*)?");
  private static final Pattern ERROR = Pattern.compile("[A-Za-z_][\\w.]*(?:: .*|:)?");

  /// What Python calls code that is in no file.
  private static final Set<String> TYPED = Set.of("<string>", "<stdin>");

  PythonTraceback {
    evidence = List.copyOf(evidence);
  }

  /// Finds it; the lines may begin in the midst of it.
  static Optional<PythonTraceback> in(List<String> lines) {
    int last = lastFrame(lines);
    if (last < 0) {
      return Optional.empty();
    }
    int error = last + 1;
    while (error < lines.size() && (isInner(lines.get(error)) || lines.get(error).isBlank())) {
      error++;
    }
    if (error == lines.size() || !ERROR.matcher(lines.get(error)).matches()) {
      return Optional.empty();
    }
    int frame = ownFrame(lines, last);
    Matcher at = FRAME.matcher(lines.get(frame));
    if (!at.matches()) {
      return Optional.empty();
    }
    List<String> evidence = new ArrayList<>();
    evidence.add(lines.get(frame).strip());
    for (int i = frame + 1; i < error && isInner(lines.get(i)); i++) {
      if (FRAME.matcher(lines.get(i)).matches()) {
        break;
      }
      evidence.add("  " + lines.get(i).stripTrailing());
    }
    evidence.add(lines.get(error));
    return Optional.of(
        new PythonTraceback(at.group(1) + ":" + at.group(2), lines.get(error).strip(), evidence));
  }

  private static int lastFrame(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (FRAME.matcher(lines.get(i)).matches()) {
        return i;
      }
    }
    return -1;
  }

  /// The innermost frame of this traceback that is not in an installed package; where there is
  /// none, that of `python -c`.
  private static int ownFrame(List<String> lines, int last) {
    int typed = -1;
    for (int i = last; i >= 0 && isInner(lines.get(i)); i--) {
      @Nullable String path = pathOf(lines.get(i));
      if (path != null && !isInstalled(path)) {
        return i;
      }
      typed = typed < 0 && path != null && TYPED.contains(path) ? i : typed;
    }
    return typed < 0 ? last : typed;
  }

  private static @Nullable String pathOf(String line) {
    Matcher frame = FRAME.matcher(line);
    return frame.matches() ? frame.group(1) : null;
  }

  private static boolean isInstalled(String path) {
    return path.startsWith("<")
        || path.contains("/site-packages/")
        || path.contains("/dist-packages/")
        || path.contains("/lib/python");
  }

  private static boolean isInner(String line) {
    return line.startsWith(" ");
  }
}
