package io.jupyterflow.core.environment;

/// Where a value ends that is in a text.
final class SecretEnds {

  private static final String SIGNS = "|&;<>()";

  private SecretEnds() {}

  static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  /// The end of a shell's word, with what is quoted in it.
  ///
  /// @param outer the quote that the text is in, or 0
  static int word(String text, int from, char outer) {
    int at = from;
    char quote = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && quote != '\'') {
        at++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == outer && outer != 0) {
        break;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '$' && at + 1 < text.length() && text.charAt(at + 1) == '(') {
        at = close(text, at + 1);
      } else if (c == ',' && outer != 0 && at > from && isQuote(text.charAt(at - 1))) {
        break; // of an argument in a program's text: connect(password='…', user='…')
      } else if (c <= ' ' || (SIGNS.indexOf(c) >= 0 && (outer == 0 || c == '&' || c == ';'))) {
        break;
      }
      at++;
    }
    return Math.min(at, text.length());
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  private static int close(String text, int open) {
    int depth = 0;
    for (int at = open; at < text.length(); at++) {
      char c = text.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    return text.length();
  }

  /// The end of a value behind a colon, which may have blanks in it: that of its quotes, of the
  /// quotes or braces around it, or of the line.
  static int line(String text, int from, char outer) {
    if (from < text.length() && (text.charAt(from) == '"' || text.charAt(from) == '\'')) {
      int at = from + 1;
      while (at < text.length() && text.charAt(at) != text.charAt(from)) {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      return Math.min(at + 1, text.length());
    }
    boolean isInBraces = text.lastIndexOf('{', from) > text.lastIndexOf('}', from);
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || (c == outer && outer != 0) || (isInBraces && (c == ',' || c == '}'))) {
        break;
      }
      at++;
    }
    return at;
  }
}
