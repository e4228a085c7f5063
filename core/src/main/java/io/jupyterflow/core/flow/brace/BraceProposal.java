package io.jupyterflow.core.flow.brace;

import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.text.ShellQuote;
import java.util.ArrayList;
import java.util.List;

/// Choices as a hint proposes them: the very values that were typed, each in quotes where it needs
/// them to be one.
public final class BraceProposal {

  /// A longer hint is no help.
  private static final int LONGEST = 200;

  private final QuotedText quoted;
  private final int start;
  private final int end;
  private final String separators;

  private BraceProposal(QuotedText quoted, int start, int end, String separators) {
    this.quoted = quoted;
    this.start = start;
    this.end = end;
    this.separators = separators;
  }

  /// The values of a stretch: what is between its separators, or where it has none, its words.
  ///
  /// @param separators characters that were meant to separate, a comma among them
  public static List<String> values(QuotedText quoted, int start, int end, String separators) {
    return new BraceProposal(quoted, start, end, separators).values();
  }

  /// Those values as a sweep; nothing where that is too long to be read.
  public static String braces(QuotedText quoted, int start, int end, String separators) {
    String text = quoted.text().substring(start, end);
    boolean isRange = text.contains("..") && text.indexOf(',') < 0;
    String braces =
        isRange
            ? "{" + text.strip().replaceAll("\\s+", "") + "}"
            : "{" + String.join(",", values(quoted, start, end, separators)) + "}";
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
      if (separated ? isSeparator(i) : quoted.isSpace(i)) {
        add(from, i, separated, values);
        from = i + 1;
      }
    }
    add(from, end, separated, values);
    return values;
  }

  /// The first index from `i` on that is in no brackets.
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
    return quoted.isPlain(i, '[') || quoted.isPlain(i, '{') || quoted.isPlain(i, '(');
  }

  private boolean closes(int i) {
    return quoted.isPlain(i, ']') || quoted.isPlain(i, '}') || quoted.isPlain(i, ')');
  }

  private boolean isSeparator(int i) {
    return quoted.role(i) == QuoteRole.PLAIN && separators.indexOf(quoted.text().charAt(i)) >= 0;
  }

  private void add(int from, int to, boolean separated, List<String> values) {
    int first = quoted.skipSpace(from, to);
    int last = to;
    while (last > first && quoted.isSpace(last - 1)) {
      last--;
    }
    if (first < last || (separated && from == to && separators.equals(","))) {
      values.add(value(first, last));
    }
  }

  private String value(int from, int to) {
    boolean needsQuotes = false;
    for (int i = from; i < to; i++) {
      if (quoted.role(i) == QuoteRole.ACTIVE) {
        return quoted.text().substring(from, to); // quotes would take its meaning away
      }
      needsQuotes |= quoted.isSpace(i) || quoted.isPlain(i, ',') || quoted.isPlain(i, '[');
    }
    return needsQuotes
        ? ShellQuote.of(quoted.unquoted(from, to))
        : quoted.text().substring(from, to);
  }
}
