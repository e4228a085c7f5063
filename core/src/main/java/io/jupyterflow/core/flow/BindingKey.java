package io.jupyterflow.core.flow;

/// `{key}`, which takes the value that another sweep has for the key.
final class BindingKey {

  private BindingKey() {}

  /// The index of the `}` where an unquoted `{key}` stands at `open`, else -1. `{a..c}` is a range
  /// of letters, not a key.
  static int end(Marked marked, int open, int end) {
    if (!marked.isPlain(open, '{') || open + 2 >= end) {
      return -1;
    }
    for (int i = open + 1; i < end; i++) {
      if (marked.mark(i) != Mark.PLAIN) {
        return -1;
      }
      char c = marked.text().charAt(i);
      if (c == '}') {
        return i > open + 1 ? i : -1;
      }
      boolean fits = i == open + 1 ? isStart(c) : isPart(c);
      if (!fits || (c == '.' && marked.isPlain(i + 1, '.'))) {
        return -1;
      }
    }
    return -1;
  }

  /// Whether a text has the form of a key: `[A-Za-z_][\w.-]*`.
  static boolean is(String text) {
    if (text.isEmpty() || !isStart(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!isPart(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isPart(char c) {
    return isStart(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
  }
}
