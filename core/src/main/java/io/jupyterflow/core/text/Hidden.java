package io.jupyterflow.core.text;

/// Characters that are not seen where they stand: controls, those that turn the order of others
/// round (bidi overrides and isolates), and those without a width. The joiners U+200C and U+200D
/// are letters' and emoji's own and stay text, as do variation selectors.
public final class Hidden {

  private static final String HEX = "0123456789abcdef";

  /// The first half of every tag character, U+E0000 to U+E007F.
  private static final char TAG = 0xdb40;

  private Hidden() {}

  /// Whether the character at this place is hidden. Of a tag character both halves are.
  public static boolean isAt(String text, int at) {
    char c = text.charAt(at);
    if (c < 0x7f) {
      return c < ' ';
    }
    return c < 0xa0 || (isOddOne(c) && (c < 0xd800 || c > 0xdfff || isTag(text, at)));
  }

  private static boolean isOddOne(char c) {
    return c < 0x2000
        ? c == 0xad || c == 0x61c || c == 0x180e
        : c < 0xd800
            ? c <= 0x206f
                && (c == 0x200b
                    || c == 0x200e
                    || c == 0x200f
                    || (c >= 0x2028 && c <= 0x202e)
                    || c >= 0x2060)
            : c == TAG
                || (c >= 0xdc00 && c <= 0xdc7f)
                || c == 0xfeff
                || (c >= 0xfff9 && c <= 0xfffb);
  }

  private static boolean isTag(String text, int at) {
    return text.charAt(at) == TAG
        ? at + 1 < text.length() && isTagEnd(text.charAt(at + 1))
        : isTagEnd(text.charAt(at)) && at > 0 && text.charAt(at - 1) == TAG;
  }

  private static boolean isTagEnd(char c) {
    return c >= 0xdc00 && c <= 0xdc7f;
  }

  /// The text with each hidden character spelled out, so that it stays in its line and in its cell:
  /// `\n`, `\r`, `\t`, else `\u001b`. The same text where there is none.
  public static String spelled(String text) {
    return spelled(text, "");
  }

  /// The text with each hidden character spelled out but those that stay.
  ///
  /// @param kept hidden characters that stay as they are
  public static String spelled(String text, String kept) {
    int at = next(text, 0);
    if (at == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 8);
    int from = 0;
    while (at < text.length()) {
      out.append(text, from, at);
      char c = text.charAt(at);
      if (kept.indexOf(c) >= 0) {
        out.append(c);
      } else {
        spell(out, c);
      }
      from = at + 1;
      at = next(text, from);
    }
    return out.append(text, from, text.length()).toString();
  }

  private static int next(String text, int from) {
    int at = from;
    while (at < text.length() && !isAt(text, at)) {
      at++;
    }
    return at;
  }

  private static void spell(StringBuilder out, char c) {
    out.append('\\');
    switch (c) {
      case '\n' -> out.append('n');
      case '\r' -> out.append('r');
      case '\t' -> out.append('t');
      default -> code(out, c);
    }
  }

  /// Appends `u001b`, as JSON and YAML take it behind a backslash.
  public static void code(StringBuilder out, char c) {
    out.append('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(c >> shift & 15));
    }
  }
}
