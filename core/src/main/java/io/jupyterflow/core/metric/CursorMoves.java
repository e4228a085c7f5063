package io.jupyterflow.core.metric;

import io.jupyterflow.core.text.Ansi;
import java.util.ArrayList;
import java.util.List;

/// Terminal control sequences that leave the line: what is before one and what stands after it are
/// not next to each other on the screen. Nested progress bars go up a line by them, others draw
/// over themselves.
final class CursorMoves {

  private CursorMoves() {}

  /// The text between them, without them; the text itself where it has none.
  static List<String> split(String text) {
    int at = text.indexOf(Ansi.ESCAPE);
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
      at = text.indexOf(Ansi.ESCAPE, Math.max(end, at + 1));
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
    int end = Ansi.end(text, escape);
    boolean whole = text.startsWith("2", escape + 2);
    boolean moves =
        switch (text.charAt(end - 1)) {
          case 'A', 'B', 'E', 'F', 'G', 'H', 'f' -> true;
          case 'J', 'K' -> whole;
          default -> false;
        };
    return moves ? end : -1;
  }
}
