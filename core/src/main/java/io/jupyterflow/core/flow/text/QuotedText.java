package io.jupyterflow.core.flow.text;

/// A text and the part each of its characters plays. Never changes.
public final class QuotedText {

  private final String text;
  private final QuoteRole[] roles;
  private final SourceMap places;

  /// @param text as the user wrote it, look-alike characters repaired one for one
  /// @param roles one for each char of `text`
  /// @param places where its indexes lie
  public QuotedText(String text, QuoteRole[] roles, SourceMap places) {
    this.text = text;
    this.roles = roles;
    this.places = places;
  }

  public String text() {
    return text;
  }

  public SourceMap places() {
    return places;
  }

  /// A copy of all roles, one for each char.
  public QuoteRole[] roles() {
    return roles.clone();
  }

  /// The part the character at `i` plays.
  public QuoteRole role(int i) {
    return roles[i];
  }

  public int length() {
    return roles.length;
  }

  /// Whether an unquoted `c` is at `i`; false past the ends.
  public boolean isPlain(int i, char c) {
    return i >= 0 && i < roles.length && roles[i] == QuoteRole.PLAIN && text.charAt(i) == c;
  }

  /// Whether only what separates words is at `i`: white space, a comment, a here-document.
  public boolean isSpace(int i) {
    return i >= 0
        && i < roles.length
        && (roles[i] == QuoteRole.SPACE || roles[i] == QuoteRole.ASIDE);
  }

  /// Whether no word goes on at `i`: white space, a line's end or an end of the text.
  public boolean isBoundary(int i) {
    return i < 0
        || i >= roles.length
        || roles[i] == QuoteRole.SPACE
        || roles[i] == QuoteRole.LINE
        || roles[i] == QuoteRole.ASIDE
        || roles[i] == QuoteRole.ARROW;
  }

  /// The first index from `i` on that is not a white space, or `end`.
  public int skipSpace(int i, int end) {
    int at = i;
    while (at < end && isSpace(at)) {
      at++;
    }
    return at;
  }

  /// The text of a stretch without what only quotes it.
  public String unquoted(int start, int end) {
    for (int i = start; i < end; i++) {
      if (roles[i] == QuoteRole.SYNTAX) {
        return dropSyntax(start, end);
      }
    }
    return text.substring(start, end);
  }

  private String dropSyntax(int start, int end) {
    StringBuilder kept = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      if (roles[i] != QuoteRole.SYNTAX) {
        kept.append(text.charAt(i));
      }
    }
    return kept.toString();
  }
}
