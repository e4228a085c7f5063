package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.problem.Problem;
import java.util.List;

/// Tells `[ -f x ]`, the shell's test, from a group of jobs.
final class TestBracket {

  private TestBracket() {}

  /// Whether the `[` at `open` begins a test: an option or `!` comes first in it.
  static boolean isAt(QuotedText quoted, int open) {
    int first = quoted.skipSpace(open + 1, quoted.length());
    if (quoted.isPlain(first, '!')) {
      return quoted.isBoundary(first + 1);
    }
    return quoted.isPlain(first, '-')
        && first + 1 < quoted.length()
        && Character.isLetter(quoted.text().charAt(first + 1));
  }

  /// Says what to write in place of the test at `open`.
  static void report(QuotedText quoted, int open, int end, List<Problem> problems) {
    int close = quoted.text().indexOf(']', open);
    String inner =
        quoted.text().substring(open + 1, close < 0 || close > end ? end : close).strip();
    problems.add(
        Problem.error(
            "test-bracket",
            quoted.places().of(open, open + 1),
            "a [ where a job can start opens a group of parallel jobs, not a test",
            "write test " + inner));
  }
}
