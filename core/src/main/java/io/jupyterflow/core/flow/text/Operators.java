package io.jupyterflow.core.flow.text;

/// What counts as an operator of the flow language.
public final class Operators {

  private Operators() {}

  /// Whether `>>` is at `i` as an unquoted word of its own, or what was meant to be one.
  public static boolean isArrow(QuotedText quoted, int i, boolean inGroup) {
    int length = arrowLength(quoted, i);
    if (length == 0 || quoted.role(i) == QuoteRole.ARROW) {
      return length > 0;
    }
    int behind = i + length;
    return quoted.isBoundary(behind)
        || (inGroup && (quoted.isPlain(behind, ']') || isComma(quoted, behind)));
  }

  /// How long the `>>` at `i` is, 0 where there is none.
  public static int arrowLength(QuotedText quoted, int i) {
    int end = i;
    while (end < quoted.length() && quoted.role(end) == QuoteRole.ARROW) {
      end++;
    }
    if (end > i) {
      return end - i;
    }
    return quoted.isPlain(i, '>') && quoted.isPlain(i + 1, '>') ? 2 : 0;
  }

  /// Whether an unquoted comma is at `i` with white space after it, or the `]` that closes its
  /// group.
  public static boolean isComma(QuotedText quoted, int i) {
    return quoted.isPlain(i, ',') && (quoted.isBoundary(i + 1) || quoted.isPlain(i + 1, ']'));
  }
}
