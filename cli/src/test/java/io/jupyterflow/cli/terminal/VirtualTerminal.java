package io.jupyterflow.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// A terminal as far as we use one: lines, wrapping, scrolling, and the few sequences that move the
/// cursor or clear. Anything else is an error, so that nothing unexpected is ever sent. A character
/// takes the cells that [TextWidth] gives it: two of a line's for a wide one, none for a mark that
/// goes on top of the one before it.
public final class VirtualTerminal {

  private final int columns;
  private final int rows;
  private final List<List<String>> lines = new ArrayList<>();
  private int row;
  private int column;
  private int top;
  private boolean colored;

  public VirtualTerminal(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  public void feed(String text) {
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (c == '\u001b') {
        i = sequence(text, i);
      } else if (c == '\n') {
        column = 0;
        down();
      } else if (c == '\r') {
        column = 0;
      } else if (c == '\t') {
        column = Math.min(columns - 1, (column / 8 + 1) * 8);
      } else if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
        throw new AssertionError("control character " + c);
      } else {
        put(c);
        i += Character.charCount(c) - 1;
      }
    }
  }

  /// Whether what came next would be in a colour.
  public boolean isColored() {
    return colored;
  }

  /// What was ever shown and not cleared, without empty lines at the end.
  public List<String> text() {
    List<String> text = new ArrayList<>();
    for (List<String> line : lines) {
      text.add(String.join("", line).stripTrailing());
    }
    while (!text.isEmpty() && text.getLast().isEmpty()) {
      text.removeLast();
    }
    return text;
  }

  private void put(int point) {
    String shown = Character.toString(point);
    int cells = TextWidth.cells(point);
    if (cells == 0) {
      if (column > 0) {
        cells(column);
        line(row).set(column - 1, line(row).get(column - 1) + shown);
      }
      return;
    }
    if (column + cells > columns) {
      column = 0;
      down();
    }
    List<String> line = cells(column + cells);
    line.set(column, shown);
    if (cells == 2) {
      line.set(column + 1, "");
    }
    column += cells;
  }

  /// The cursor's line, with at least so many cells.
  private List<String> cells(int wanted) {
    List<String> line = line(row);
    while (line.size() < wanted) {
      line.add(" ");
    }
    return line;
  }

  private void down() {
    row++;
    line(row);
    top = Math.max(top, row - rows + 1);
  }

  private List<String> line(int index) {
    while (lines.size() <= index) {
      lines.add(new ArrayList<>());
    }
    return lines.get(index);
  }

  private void clearFromCursor() {
    List<String> line = line(row);
    if (line.size() > column) {
      line.subList(column, line.size()).clear();
    }
  }

  private int sequence(String text, int start) {
    int end = start + 2;
    if (text.charAt(start + 1) != '[') {
      throw new AssertionError("escape and " + text.charAt(start + 1));
    }
    while ("0123456789:;?".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    String body = text.substring(start + 2, end);
    switch (text.charAt(end)) {
      case 'A' -> row = Math.max(top, row - Integer.parseInt(body));
      case 'K' -> clearFromCursor();
      case 'J' -> {
        clearFromCursor();
        while (lines.size() > row + 1) {
          lines.removeLast();
        }
      }
      case 'm' -> {
        if (body.indexOf('?') >= 0) {
          throw new AssertionError("sequence " + text.substring(start, end + 1));
        }
        colored = !body.isEmpty() && !body.equals("0");
      }
      case 'h', 'l' -> {
        if (!body.equals("?2026")) {
          throw new AssertionError("mode " + body);
        }
      }
      default -> throw new AssertionError("sequence " + text.substring(start, end + 1));
    }
    return end;
  }
}
