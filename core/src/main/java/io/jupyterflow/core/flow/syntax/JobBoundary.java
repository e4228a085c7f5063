package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.text.Operators;
import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.problem.Problem;
import java.util.List;

/// Finds where a job ends: before the next operator.
final class JobBoundary {

  private JobBoundary() {}

  /// The index of the operator that ends the job which starts at `start`, or of the text's end.
  static int find(QuotedText quoted, int start, boolean inGroup, List<Problem> problems) {
    int brackets = 0;
    for (int i = start; i < quoted.length(); i++) {
      if (quoted.role(i) == QuoteRole.ARROW) {
        return i;
      }
      if (quoted.role(i) != QuoteRole.PLAIN) {
        continue;
      }
      switch (quoted.text().charAt(i)) {
        case '>' -> {
          if (quoted.isBoundary(i - 1) && Operators.isArrow(quoted, i, inGroup)) {
            return i;
          }
        }
        case ',' -> {
          if (inGroup && Operators.isComma(quoted, i)) {
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
            stray(quoted, i, problems);
          }
        }
        default -> {}
      }
    }
    return quoted.length();
  }

  private static void stray(QuotedText quoted, int i, List<Problem> problems) {
    problems.add(
        Problem.error(
            "stray-bracket",
            quoted.places().of(i, i + 1),
            "this ] closes no group",
            "remove it, or quote it if it is text: ']'"));
  }
}
