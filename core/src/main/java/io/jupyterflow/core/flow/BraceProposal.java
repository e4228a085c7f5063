package io.jupyterflow.core.flow;

import java.util.ArrayList;
import java.util.List;

/// Choices as a hint proposes them: the very values that were typed, each in quotes where it needs
/// them to be one.
final class BraceProposal {

  /// A longer hint is no help.
  private static final int LONGEST = 200;

  private final QuotedText marked;
  private final int start;
  private final int end;
  private final String separators;

  private BraceProposal(QuotedText marked, int start, int end, String separators) {
    this.marked = marked;
    this.start = start;
    this.end = end;
    this.separators = separators;
  }

  /// The values of a stretch: what stands between its separators, or where it has none, its words.
  ///
  /// @param separators characters that were meant to separate, a comma among them
  static List<String> values(QuotedText marked, int start, int end, String separators) {
    return new BraceProposal(marked, start, end, separators).values();
  }

  /// Those values as a sweep; nothing where that is too long to be read.
  static String braces(QuotedText marked, int start, int end, String separators) {
    String text = marked.text().substring(start, end);
    boolean isRange = text.contains("..") && text.indexOf(',') < 0;
    String braces =
        isRange
            ? "{" + text.strip().replaceAll("\\s+", "") + "}"
            : "{" + String.join(",", values(marked, start, end, separators)) + "}";
    return braces.length() > LONGEST ? "" : braces;
  }

  private List<String> values() {
    boolean separated = false;
    for (int i = next(start); i < end; i = next(i + 1)) {
      separated |= isSeparator(i);
    }
    List<String> values = new ArrayList<>();
    int from = start;
    for (int i = next(start); i < end; i = next(i + 1)) {
      if (separated ? isSeparator(i) : marked.isSpace(i)) {
        add(from, i, separated, values);
        from = i + 1;
      }
    }
    add(from, end, separated, values);
    return values;
  }

  /// The first index from `i` on that lies in no brackets.
  private int next(int i) {
    int level = 0;
    for (int at = i; at < end; at++) {
      if (level == 0 && !opens(at)) {
        return at;
      }
      level += opens(at) ? 1 : closes(at) ? -1 : 0;
    }
    return end;
  }

  private boolean opens(int i) {
    return marked.isPlain(i, '[') || marked.isPlain(i, '{') || marked.isPlain(i, '(');
  }

  private boolean closes(int i) {
    return marked.isPlain(i, ']') || marked.isPlain(i, '}') || marked.isPlain(i, ')');
  }

  private boolean isSeparator(int i) {
    return marked.mark(i) == QuoteRole.PLAIN && separators.indexOf(marked.text().charAt(i)) >= 0;
  }

  private void add(int from, int to, boolean separated, List<String> values) {
    int first = marked.skipSpace(from, to);
    int last = to;
    while (last > first && marked.isSpace(last - 1)) {
      last--;
    }
    if (first < last || (separated && from == to && separators.equals(","))) {
      values.add(value(first, last));
    }
  }

  private String value(int from, int to) {
    boolean quoted = false;
    for (int i = from; i < to; i++) {
      if (marked.mark(i) == QuoteRole.ACTIVE) {
        return marked.text().substring(from, to); // quotes would take its meaning away
      }
      quoted |= marked.isSpace(i) || marked.isPlain(i, ',') || marked.isPlain(i, '[');
    }
    return quoted ? ShellQuote.of(marked.unquoted(from, to)) : marked.text().substring(from, to);
  }
}
