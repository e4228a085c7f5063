package io.jupyterflow.cli.terminal;

import io.jupyterflow.core.text.Ansi;
import io.jupyterflow.core.text.Hidden;
import org.jspecify.annotations.Nullable;

/// What of a text may reach a terminal or a file next to other things: what is seen, and colors
/// where there are any. Nothing that moves the cursor, changes the title, rings, or shows text in
/// another order than it has.
public final class TerminalSanitizer {

  private static final String RESET = "\u001b[0m";

  private TerminalSanitizer() {}

  /// The text as one line: what is hidden is gone but tabs; a line end, which would begin another,
  /// is spelled out. With colors, the color sequences stay, and are ended at the end of the line.
  /// Ordinary text comes back as it is.
  public static String line(String line, Style style) {
    return clean(line, style, "\t");
  }

  /// The same of several lines: line ends stay.
  public static String text(String text, Style style) {
    return clean(text, style, "\t\n");
  }

  /// The same of output that stands alone: carriage returns stay, too.
  public static String output(String text, Style style) {
    return clean(text, style, "\t\n\r");
  }

  /// A value among others, in a table's cell or a tree's row: what is hidden is spelled out, as
  /// `\n`, `\t` and `\u001b`. Values that differ look different.
  public static String cell(String value) {
    return Hidden.spelled(value);
  }

  /// @param kept hidden characters that stay
  private static String clean(String text, Style style, String kept) {
    int length = text.length();
    @Nullable StringBuilder out = null;
    boolean colored = false;
    int from = 0;
    int at = 0;
    while (at < length) {
      char c = text.charAt(at);
      if (c < ' ' ? kept.indexOf(c) >= 0 : c < 0x7f || !Hidden.isAt(text, at)) {
        at++;
        continue;
      }
      int end = Ansi.begins(c) ? Ansi.end(text, at) : at + 1;
      if (style == Style.COLORED && Ansi.isColor(text, at, end)) {
        colored = end - at > 3 && !text.startsWith(RESET, at);
        at = end;
        continue;
      }
      if (c == '\r' && kept.length() > 1 && end < length && text.charAt(end) == '\n') {
        at = end;
        continue;
      }
      if (out == null) {
        out = new StringBuilder(length);
      }
      out.append(text, from, at).append(c == '\n' ? "\\n" : "");
      from = end;
      at = end;
    }
    if (out == null) {
      return colored ? text + RESET : text;
    }
    out.append(text, from, length);
    return colored ? out.append(RESET).toString() : out.toString();
  }
}
