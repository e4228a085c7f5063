package io.jupyterflow.core.text;

/// Terminal control sequences: colors, cursor moves, window titles, links. The one place that knows
/// where they end, in both forms: `ESC [` and the one character U+009B.
public final class Ansi {

  public static final char ESCAPE = 0x1b;

  private static final char BELL = 0x07;
  private static final char CONTROL = 0x9b;
  private static final char STRING_END = 0x9c;

  private Ansi() {}

  /// The text without them: what a reader sees.
  public static String strip(String text) {
    int at = next(text, 0);
    if (at == text.length()) {
      return text;
    }
    StringBuilder seen = new StringBuilder(text.length());
    int from = 0;
    while (at < text.length()) {
      seen.append(text, from, at);
      from = end(text, at);
      at = next(text, from);
    }
    return seen.append(text, from, text.length()).toString();
  }

  private static int next(String text, int from) {
    int at = from;
    while (at < text.length() && !begins(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// Whether a sequence begins with this character.
  public static boolean begins(char c) {
    return c == ESCAPE || (c >= 0x80 && c < 0xa0);
  }

  /// Where the sequence ends that begins at `start`. If it is cut off, what a terminal would wait
  /// for may be text: a string without an end is only its beginning, so that a stray byte can't
  /// swallow what follows.
  ///
  /// @param start where [#begins] holds
  public static int end(String text, int start) {
    char first = text.charAt(start);
    if (first != ESCAPE) {
      return first == CONTROL
          ? endOfControl(text, start + 1)
          : isString((char) (first - 0x40)) ? endOfString(text, start + 1) : start + 1;
    }
    int at = start + 1;
    if (at >= text.length()) {
      return at;
    }
    char kind = text.charAt(at);
    if (kind == '[') {
      return endOfControl(text, at + 1);
    }
    if (isString(kind)) {
      return endOfString(text, at + 1);
    }
    while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) < '0') {
      at++;
    }
    // a control or a letter of another script is no end, but text of its own
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) < 0x7f ? at + 1 : at;
  }

  /// Whether the sequence sets colors and nothing else: `ESC [`, digits, `;` and `:`, `m`.
  ///
  /// @param end its [#end]
  public static boolean isColor(String text, int start, int end) {
    if (end - start < 3
        || text.charAt(start) != ESCAPE
        || text.charAt(start + 1) != '['
        || text.charAt(end - 1) != 'm') {
      return false;
    }
    for (int at = start + 2; at < end - 1; at++) {
      char c = text.charAt(at);
      if (c < '0' || c > ';') {
        return false;
      }
    }
    return true;
  }

  private static boolean isString(char kind) {
    return kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_';
  }

  /// Parameters, one final letter. Anything else cuts the sequence off.
  private static int endOfControl(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) < '@') {
      at++;
    }
    return at < text.length() && text.charAt(at) >= '@' && text.charAt(at) < 0x7f ? at + 1 : at;
  }

  /// Text, then a bell, `ESC \` or U+009C; the beginning of another sequence cuts it off.
  private static int endOfString(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == BELL || c == STRING_END) {
        return at + 1;
      }
      if (c == ESCAPE) {
        return at + 1 < text.length() && text.charAt(at + 1) == '\\' ? at + 2 : at;
      }
      if (c == '\n') {
        return from;
      }
    }
    return from;
  }
}
