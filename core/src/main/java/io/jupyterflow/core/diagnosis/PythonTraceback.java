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
/// @param start index of its first line
/// @param end index of the last line of its error, which may have several
/// @param place `train.py:12`, the last frame in the user's own code
/// @param error the first line of its error: `ValueError: bad`
/// @param text all of its error
/// @param evidence the frame, its source line and the error, as they were printed
record PythonTraceback(
    int start, int end, String place, String error, String text, List<String> evidence) {

  static final String HEADER = "Traceback (most recent call last):";
  private static final Pattern FRAME =
      Pattern.compile("\\s*File \"([^\"]+)\", line (\\d+)(?:, in .*)?");
  private static final Pattern ERROR =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.]*(?:\\[[^\\]]*])?(?:: .*|:)?");

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
    if (error == lines.size() || !isError(lines.get(error))) {
      return Optional.empty();
    }
    int frame = ownFrame(lines, last);
    Matcher at = FRAME.matcher(lines.get(frame));
    if (!at.matches()) {
      return Optional.empty();
    }
    int end = endOfError(lines, error);
    return Optional.of(
        new PythonTraceback(
            start(lines, frame),
            end,
            at.group(1) + ":" + at.group(2),
            first(lines, error, end),
            String.join("\n", lines.subList(error, end + 1)),
            evidence(lines, frame, error)));
  }

  private static List<String> evidence(List<String> lines, int frame, int error) {
    List<String> evidence = new ArrayList<>();
    evidence.add(lines.get(frame).strip());
    for (int i = frame + 1; i < error && isInner(lines.get(i)); i++) {
      if (FRAME.matcher(lines.get(i)).matches()) {
        break;
      }
      evidence.add("  " + lines.get(i).stripTrailing());
    }
    evidence.add(lines.get(error));
    return evidence;
  }

  static boolean isError(String line) {
    return ERROR.matcher(line).matches();
  }

  /// The error in one line: `X:` alone says nothing, the end of its text does.
  private static String first(List<String> lines, int error, int end) {
    String first = lines.get(error).strip();
    return first.endsWith(":") && end > error ? first + " … " + lines.get(end).strip() : first;
  }

  /// Where the text of an error ends: it goes on in lines that are indented, up to the last of
  /// them, and behind a colon in whatever follows.
  private static int endOfError(List<String> lines, int error) {
    boolean open = lines.get(error).stripTrailing().endsWith(":");
    int end = error;
    for (int i = error + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !Afterwords.are(line) && (open || isIndented(line))) {
        end = i;
      }
    }
    return end;
  }

  private static boolean isIndented(String line) {
    return isInner(line) || line.startsWith("\t");
  }

  /// The index where the traceback of a frame begins.
  private static int start(List<String> lines, int frame) {
    int start = frame;
    while (start > 0 && isInner(lines.get(start - 1))) {
      start--;
    }
    return start > 0 && lines.get(start - 1).endsWith(HEADER) ? start - 1 : start;
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
      if (path != null && isOwn(path)) {
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

  /// Whether a file of code is the user's own, in no installed package.
  static boolean isOwn(String path) {
    return !(path.startsWith("<")
        || path.contains("/site-packages/")
        || path.contains("/dist-packages/")
        || path.contains("/lib/python"));
  }

  private static boolean isInner(String line) {
    return line.startsWith(" ");
  }
}
