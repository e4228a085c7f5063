package io.jupyterflow.core.metric;

/// Terminal control sequences: colours, cursor moves, window titles, links.
public final class Ansi {

  private static final char ESCAPE = 0x1b;
  private static final char BELL = 0x07;

  private Ansi() {}

  /// The text without them: what a reader sees.
  public static String strip(String text) {
    int at = text.indexOf(ESCAPE);
    if (at < 0) {
      return text;
    }
    StringBuilder seen = new StringBuilder(text.length());
    int from = 0;
    while (at >= 0) {
      seen.append(text, from, at);
      from = endOfSequence(text, at);
      at = text.indexOf(ESCAPE, from);
    }
    return seen.append(text, from, text.length()).toString();
  }

  private static int endOfSequence(String text, int escape) {
    int at = escape + 1;
    if (at >= text.length()) {
      return at;
    }
    return switch (text.charAt(at)) {
      case '[' -> endOfControl(text, at + 1);
      case ']', 'P', 'X', '^', '_' -> endOfString(text, at + 1);
      case '(', ')', '*', '+', '#', '%' -> Math.min(at + 2, text.length());
      default -> at + 1;
    };
  }

  /// `ESC [`, parameters, one final letter.
  private static int endOfControl(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) < 0x40) {
      at++;
    }
    return Math.min(at + 1, text.length());
  }

  /// `ESC ]`, text, a bell or `ESC \`. Without an end only the two characters go, so that a stray
  /// byte can't swallow what follows.
  private static int endOfString(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == BELL) {
        return at + 1;
      }
      if (c == ESCAPE && at + 1 < text.length() && text.charAt(at + 1) == '\\') {
        return at + 2;
      }
    }
    return from;
  }
}
