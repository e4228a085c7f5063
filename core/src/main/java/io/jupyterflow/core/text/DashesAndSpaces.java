package io.jupyterflow.core.text;

/// Characters that word processors, chats, web pages and input methods put in place of an ASCII
/// dash or space.
public final class DashesAndSpaces {

  private DashesAndSpaces() {}

  /// Whether it looks like a dash and is none of ASCII.
  public static boolean isDash(char c) {
    return switch (c) {
      case '\u2010',
          '\u2011',
          '\u2012',
          '\u2013',
          '\u2014',
          '\u2015',
          '\u2212',
          '\ufe63',
          '\uff0d' ->
          true;
      default -> false;
    };
  }

  /// Whether it looks like a space, or like nothing, and is no space of ASCII.
  public static boolean isSpace(char c) {
    return switch (c) {
      case '\u00a0', '\u1680', '\u202f', '\u205f', '\u3000', '\u200b', '\u2060', '\ufeff' -> true;
      default -> c >= '\u2000' && c <= '\u200a';
    };
  }
}
