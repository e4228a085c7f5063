package io.jupyterflow.core.schedule;

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
    return switch (c) {
      case '\u00A0', '\u2007', '\u202F', '\u3000' -> ' ';
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
      case '\u2217', '\u204E' -> '*';
      default -> c;
    };
  }
}
