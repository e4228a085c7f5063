package io.jupyterflow.core.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the frame that Python draws around the tracebacks of an exception group.
final class ExceptionGroup {

  private static final String HEADER = "+ Exception Group Traceback (most recent call last):";
  private static final int NAMED = 3;

  private ExceptionGroup() {}

  /// The last group, where it is behind all plain tracebacks: its own place and error, and the
  /// first errors in it.
  static Optional<PythonTraceback> in(List<String> lines) {
    int start = -1;
    for (int i = 0; i < lines.size(); i++) {
      start = lines.get(i).strip().equals(HEADER) ? i : start;
    }
    int end = start;
    while (start >= 0 && end + 1 < lines.size() && isFrame(lines.get(end + 1))) {
      end++;
    }
    if (end <= start) {
      return Optional.empty();
    }
    List<PythonTraceback> found = errors(lines.subList(start + 1, end + 1));
    boolean over = PythonTraceback.in(lines.subList(end + 1, lines.size())).isPresent();
    if (found.isEmpty() || over) {
      return Optional.empty();
    }
    PythonTraceback group = found.getFirst();
    StringBuilder error = new StringBuilder(group.error());
    StringBuilder text = new StringBuilder(group.text());
    List<String> evidence = new ArrayList<>(group.evidence());
    for (PythonTraceback each : found.subList(1, found.size())) {
      text.append('\n').append(each.text());
      if (evidence.size() - group.evidence().size() < NAMED) {
        error.append('\n').append(each.place()).append(": ").append(each.error());
        evidence.add(each.error());
      }
    }
    return Optional.of(
        new PythonTraceback(
            start, end, group.place(), error.toString(), text.toString(), evidence));
  }

  private static boolean isFrame(String line) {
    String text = line.strip();
    return line.startsWith("  ") && (text.startsWith("|") || text.startsWith("+-"));
  }

  /// The group's own error, then those in it.
  private static List<PythonTraceback> errors(List<String> framed) {
    List<PythonTraceback> found = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (String line : framed) {
      String text = line.strip();
      if (text.startsWith("+-")) {
        add(open, found);
        open.clear();
      } else {
        open.add(text.equals("|") ? "" : text.substring(Math.min(2, text.length())));
      }
    }
    add(open, found);
    return found;
  }

  private static void add(List<String> lines, List<PythonTraceback> found) {
    Optional<PythonTraceback> placed = PythonTraceback.in(lines);
    if (placed.isPresent()) {
      found.add(placed.get());
      return;
    }
    for (String line : lines) {
      if (PythonTraceback.isError(line)) { // it was never raised, so it has no frames
        String place = found.isEmpty() ? "" : found.getFirst().place();
        found.add(new PythonTraceback(0, 0, place, line, line, List.of(line)));
        return;
      }
    }
  }
}
