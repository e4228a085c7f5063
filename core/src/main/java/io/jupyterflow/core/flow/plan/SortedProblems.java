package io.jupyterflow.core.flow.plan;

import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts problems in the order of the text.
final class SortedProblems {

  /// A text with more problems than this is no flow at all: nobody reads on.
  private static final int MOST = 100;

  private SortedProblems() {}

  /// The problems in the order of the text, those without a place last.
  static List<Problem> of(List<Problem> problems) {
    List<Problem> sorted = new ArrayList<>(problems);
    if (sorted.size() < 2) {
      return sorted;
    }
    sorted.sort(
        Comparator.comparingInt((Problem p) -> p.where() == null ? Integer.MAX_VALUE : line(p))
            .thenComparingInt(p -> p.where() == null ? 0 : column(p)));
    if (sorted.size() <= MOST) {
      return sorted;
    }
    // an error among the first, wherever it stands: it decides whether there is a plan
    List<Problem> first = new ArrayList<>(sorted.subList(0, MOST));
    if (first.stream().noneMatch(Problem::isError)) {
      sorted.stream().filter(Problem::isError).findFirst().ifPresent(first::add);
    }
    int rest = sorted.size() - first.size();
    first.add(
        Problem.warning(
            "more-problems", null, "there are " + rest + " more problems", "solve these first"));
    return first;
  }

  private static int line(Problem problem) {
    SourceLocation where = problem.where();
    return where == null ? 0 : where.line();
  }

  private static int column(Problem problem) {
    SourceLocation where = problem.where();
    return where == null ? 0 : where.column();
  }
}
