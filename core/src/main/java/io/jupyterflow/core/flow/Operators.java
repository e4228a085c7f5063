package io.jupyterflow.core.flow;

/// What counts as an operator of the flow language.
final class Operators {

  private Operators() {}

  /// Whether `>>` stands at `i` as an unquoted word of its own.
  static boolean isArrow(Marked marked, int i, boolean inGroup) {
    if (!marked.isPlain(i, '>') || !marked.isPlain(i + 1, '>')) {
      return false;
    }
    int behind = i + 2;
    return marked.isBoundary(behind)
        || (inGroup && (marked.isPlain(behind, ']') || isComma(marked, behind)));
  }

  static int arrowLength(Marked marked, int i) {
    return 2;
  }

  /// Whether an unquoted comma stands at `i` with white space behind it, or the `]` that closes its
  /// group.
  static boolean isComma(Marked marked, int i) {
    return marked.isPlain(i, ',') && (marked.isBoundary(i + 1) || marked.isPlain(i + 1, ']'));
  }
}
