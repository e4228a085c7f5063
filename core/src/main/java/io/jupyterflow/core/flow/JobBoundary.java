package io.jupyterflow.core.flow;

import io.jupyterflow.core.problem.Problem;
import java.util.List;

/// Finds where a job ends: before the next operator.
final class JobBoundary {

  private JobBoundary() {}

  /// The index of the operator that ends the job which starts at `start`, or of the text's end.
  static int find(QuotedText marked, int start, boolean inGroup, List<Problem> problems) {
    int brackets = 0;
    for (int i = start; i < marked.length(); i++) {
      if (marked.mark(i) == QuoteRole.ARROW) {
        return i;
      }
      if (marked.mark(i) != QuoteRole.PLAIN) {
        continue;
      }
      switch (marked.text().charAt(i)) {
        case '>' -> {
          if (marked.isBoundary(i - 1) && Operators.isArrow(marked, i, inGroup)) {
            return i;
          }
        }
        case ',' -> {
          if (inGroup && Operators.isComma(marked, i)) {
            return i;
          }
        }
        case '[' -> brackets++;
        case ']' -> {
          if (brackets > 0) {
            brackets--;
          } else if (inGroup) {
            return i;
          } else {
            stray(marked, i, problems);
          }
        }
        default -> {}
      }
    }
    return marked.length();
  }

  private static void stray(QuotedText marked, int i, List<Problem> problems) {
    problems.add(
        Problem.error(
            "stray-bracket",
            marked.places().of(i, i + 1),
            "this ] closes no group",
            "remove it, or quote it if it is text: ']'"));
  }
}
