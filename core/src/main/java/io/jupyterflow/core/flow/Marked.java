package io.jupyterflow.core.flow;

/// A text and the part each of its characters plays. Never changes.
final class Marked {

  private final String text;
  private final Mark[] marks;
  private final Places places;

  /// @param text as the user wrote it, look-alike characters repaired one for one
  /// @param marks one for each char of `text`
  /// @param places where its indexes lie
  Marked(String text, Mark[] marks, Places places) {
    this.text = text;
    this.marks = marks;
    this.places = places;
  }

  String text() {
    return text;
  }

  Places places() {
    return places;
  }

  Mark mark(int i) {
    return marks[i];
  }

  int length() {
    return marks.length;
  }

  /// Whether an unquoted `c` stands at `i`; false past the ends.
  boolean isPlain(int i, char c) {
    return i >= 0 && i < marks.length && marks[i] == Mark.PLAIN && text.charAt(i) == c;
  }

  /// Whether only what separates words stands at `i`: white space, a comment, a here-document.
  boolean isSpace(int i) {
    return i >= 0 && i < marks.length && (marks[i] == Mark.SPACE || marks[i] == Mark.ASIDE);
  }

  /// Whether no word goes on at `i`: white space, a line's end or an end of the text.
  boolean isBoundary(int i) {
    return i < 0
        || i >= marks.length
        || marks[i] == Mark.SPACE
        || marks[i] == Mark.LINE
        || marks[i] == Mark.ASIDE
        || marks[i] == Mark.ARROW;
  }

  /// The first index from `i` on that is no white space, or `end`.
  int skipSpace(int i, int end) {
    int at = i;
    while (at < end && isSpace(at)) {
      at++;
    }
    return at;
  }

  /// The text of a stretch without what only quotes it.
  String unquoted(int start, int end) {
    for (int i = start; i < end; i++) {
      if (marks[i] == Mark.SYNTAX) {
        return dropSyntax(start, end);
      }
    }
    return text.substring(start, end);
  }

  private String dropSyntax(int start, int end) {
    StringBuilder kept = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      if (marks[i] != Mark.SYNTAX) {
        kept.append(text.charAt(i));
      }
    }
    return kept.toString();
  }
}
