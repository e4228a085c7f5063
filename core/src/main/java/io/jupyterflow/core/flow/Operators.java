package io.jupyterflow.core.flow;

/// What counts as an operator of the flow language.
final class Operators {

  private Operators() {}

  /// Whether `>>` stands at `i` as an unquoted word of its own, or what was meant to be one.
  static boolean isArrow(QuotedText marked, int i, boolean inGroup) {
    int length = arrowLength(marked, i);
    if (length == 0 || marked.mark(i) == QuoteRole.ARROW) {
      return length > 0;
    }
    int behind = i + length;
    return marked.isBoundary(behind)
        || (inGroup && (marked.isPlain(behind, ']') || isComma(marked, behind)));
  }

  /// How long the `>>` at `i` is, 0 where there is none.
  static int arrowLength(QuotedText marked, int i) {
    int end = i;
    while (end < marked.length() && marked.mark(end) == QuoteRole.ARROW) {
      end++;
    }
    if (end > i) {
      return end - i;
    }
    return marked.isPlain(i, '>') && marked.isPlain(i + 1, '>') ? 2 : 0;
  }

  /// Whether an unquoted comma stands at `i` with white space behind it, or the `]` that closes its
  /// group.
  static boolean isComma(QuotedText marked, int i) {
    return marked.isPlain(i, ',') && (marked.isBoundary(i + 1) || marked.isPlain(i + 1, ']'));
  }
}
