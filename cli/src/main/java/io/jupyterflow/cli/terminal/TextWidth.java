package io.jupyterflow.cli.terminal;

import io.jupyterflow.core.text.Ansi;

/// How many cells text takes on a terminal. Text may hold escape sequences, which take none.
public final class TextWidth {

  private TextWidth() {}

  /// The cells of the whole text.
  public static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int sequence = escapeEnd(text, i);
      if (sequence > i) {
        i = sequence;
      } else {
        int point = text.codePointAt(i);
        width += cells(point);
        i += Character.charCount(point);
      }
    }
    return width;
  }

  /// The text if it fits in so many cells, else its beginning and `…`. Escape sequences are kept,
  /// so that a color which is put on is also taken off.
  public static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int width = 0;
    boolean full = false;
    for (int i = 0; i < text.length(); ) {
      int sequence = escapeEnd(text, i);
      if (sequence > i) {
        out.append(text, i, sequence);
        i = sequence;
        continue;
      }
      int point = text.codePointAt(i);
      int cells = cells(point);
      if (!full && width + cells > columns - 1) {
        full = true;
        if (columns > 0) {
          out.append('…');
        }
      }
      if (!full) {
        out.appendCodePoint(point);
        width += cells;
      }
      i += Character.charCount(point);
    }
    return out.toString();
  }

  /// The text with spaces after it up to so many cells.
  public static String pad(String text, int columns) {
    int missing = columns - of(text);
    return missing <= 0 ? text : text + " ".repeat(missing);
  }

  /// 0 for combining marks and joiners, 2 for East Asian wide characters and emoji, else 1.
  static int cells(int point) {
    if (point < 0x300) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || (point >= 0x1160 && point <= 0x11FF)) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0x303E)
        || (point >= 0x3041 && point <= 0xA4CF)
        || (point >= 0xA960 && point <= 0xA97F)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFE30 && point <= 0xFE6F)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0xFFE0 && point <= 0xFFE6)
        || (point >= 0x1F300 && point <= 0x1F64F)
        || (point >= 0x1F680 && point <= 0x1F6FF)
        || (point >= 0x1F900 && point <= 0x1F9FF)
        || (point >= 0x20000 && point <= 0x3FFFD);
  }

  /// The end of the sequence that begins at `start`, or `start` where none does.
  private static int escapeEnd(String text, int start) {
    return Ansi.begins(text.charAt(start)) ? Ansi.end(text, start) : start;
  }
}
