package io.jupyterflow.core.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The last error of a Python program, with the one that led to it: of a chain (`raise … from …`,
/// an error in an `except`), of a worker process, or of a program that it started.
///
/// @param last what was printed last
/// @param first what led to it, or the same where there is no link
/// @param link how they hang together: `caused by`; empty where `last` stands alone
record PythonError(PythonTraceback last, PythonTraceback first, String link) {

  private static final String CAUSE =
      "The above exception was the direct cause of the following exception:";
  private static final String CONTEXT =
      "During handling of the above exception, another exception occurred:";
  private static final int LONGEST_CHAIN = 20;

  /// Errors that only tell of another process, which printed its own before.
  private static final List<String> OF_OTHERS = List.of("ChildFailedError", "CalledProcessError");

  static Optional<PythonError> in(List<String> lines) {
    Optional<PythonTraceback> found = ExceptionGroup.in(lines).or(() -> PythonTraceback.in(lines));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    PythonTraceback last = found.get();
    PythonTraceback first = last;
    String link = "";
    for (int i = 0; i < LONGEST_CHAIN; i++) {
      String next = link(lines, first.start());
      Optional<PythonTraceback> before =
          next.isEmpty() ? ofOther(lines, first) : PythonTraceback.in(above(lines, first.start()));
      if (before.isEmpty()) {
        break;
      }
      link =
          next.isEmpty() || next.equals(CAUSE)
              ? "caused by"
              : link.isEmpty() ? "while handling" : link;
      first = before.get();
    }
    return Optional.of(new PythonError(last, first, link));
  }

  /// The sentence that links a traceback to the one above it; empty for none.
  private static String link(List<String> lines, int start) {
    int at = start - 1;
    while (at >= 0 && lines.get(at).isBlank()) {
      at--;
    }
    String line = at < 0 ? "" : lines.get(at).strip();
    return line.equals(CAUSE) || line.equals(CONTEXT) ? line : "";
  }

  /// What is above a link; a worker's traceback is quoted there.
  private static List<String> above(List<String> lines, int start) {
    int end = start - 1;
    while (end > 0 && lines.get(end).isBlank()) {
      end--;
    }
    while (end > 0 && (lines.get(end - 1).isBlank() || lines.get(end - 1).equals("\"\"\""))) {
      end--;
    }
    return lines.subList(0, end);
  }

  private static Optional<PythonTraceback> ofOther(List<String> lines, PythonTraceback told) {
    for (String name : OF_OTHERS) {
      if (told.error().contains(name)) {
        return PythonTraceback.in(lines.subList(0, told.start()))
            .filter(child -> Afterwords.onlyFrom(child.end() + 1, lines.subList(0, told.start())));
      }
    }
    return Optional.empty();
  }

  /// `train.py:3: ValueError: bad`; below it what led to it.
  String text() {
    if (link.isEmpty()) {
      return last.place() + ": " + last.error();
    }
    String cause = first.place() + ": " + first.error();
    return last.error().equals(first.error()) || isOfOther()
        ? cause
        : last.place() + ": " + last.error() + "\n" + link + " " + cause;
  }

  private boolean isOfOther() {
    return OF_OTHERS.stream().anyMatch(name -> last.error().contains(name));
  }

  List<String> evidence() {
    if (link.isEmpty() || isOfOther() || last.error().equals(first.error())) {
      return first.evidence();
    }
    List<String> both = new ArrayList<>(first.evidence());
    both.addAll(last.evidence());
    return both;
  }

  /// All that is said of either, the last first: what to look for a remedy in.
  List<String> texts() {
    return link.isEmpty() ? List.of(last.text()) : List.of(last.text(), first.text());
  }

  /// Whether nothing of weight was printed after it: what is last counts.
  boolean isLast(List<String> lines) {
    return Afterwords.onlyFrom(last.end() + 1, lines);
  }
}
