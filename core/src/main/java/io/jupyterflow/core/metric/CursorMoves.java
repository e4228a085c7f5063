package io.jupyterflow.core.metric;

import java.util.ArrayList;
import java.util.List;

/// Terminal control sequences that leave the line: what stands before one and what stands behind it
/// are not beside each other on the screen. Nested progress bars go up a line by them, others draw
/// over themselves.
final class CursorMoves {

  private static final char ESCAPE = 0x1b;

  private CursorMoves() {}

  /// The text between them, without them; the text itself where it has none.
  static List<String> split(String text) {
    int at = text.indexOf(ESCAPE);
    if (at < 0) {
      return List.of(text);
    }
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (at >= 0) {
      int end = endOfMove(text, at);
      if (end > 0) {
        pieces.add(text.substring(from, at));
        from = end;
      }
      at = text.indexOf(ESCAPE, Math.max(end, at + 1));
    }
    pieces.add(text.substring(from));
    return pieces;
  }

  /// The index behind the sequence, or -1 where it stays on the line: up, down, to a column or a
  /// place, or the whole line or screen erased.
  private static int endOfMove(String text, int escape) {
    if (escape + 1 >= text.length() || text.charAt(escape + 1) != '[') {
      return -1;
    }
    int at = escape + 2;
    while (at < text.length() && isParameter(text.charAt(at))) {
      at++;
    }
    if (at >= text.length()) {
      return -1;
    }
    boolean whole = text.startsWith("2", escape + 2);
    boolean moves =
        switch (text.charAt(at)) {
          case 'A', 'B', 'E', 'F', 'G', 'H', 'f' -> true;
          case 'J', 'K' -> whole;
          default -> false;
        };
    return moves ? at + 1 : -1;
  }

  private static boolean isParameter(char c) {
    return (c >= '0' && c <= '9') || c == ';';
  }
}
