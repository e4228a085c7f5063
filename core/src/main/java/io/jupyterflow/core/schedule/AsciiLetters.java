package io.jupyterflow.core.schedule;

import io.jupyterflow.core.text.DashesAndSpaces;

/// A text without what input methods and web pages make of its letters: full-width digits and
/// signs, long dashes, spaces that do not break. Each stays where it is.
final class AsciiLetters {

  private AsciiLetters() {}

  static String of(String text) {
    StringBuilder plain = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      plain.setCharAt(i, of(text.charAt(i)));
    }
    return plain.toString();
  }

  private static char of(char c) {
    if (c >= '\uFF01' && c <= '\uFF5E') {
      return (char) (c - '\uFF01' + '!');
    }
    if (DashesAndSpaces.isSpace(c)) {
      return ' ';
    }
    if (DashesAndSpaces.isDash(c)) {
      return '-';
    }
    return c == '\u2217' || c == '\u204E' ? '*' : c;
  }
}
