package io.jupyterflow.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// A terminal as far as we use one: lines, wrapping, scrolling, and the few sequences that move the
/// cursor or clear. Anything else is an error, so that nothing unexpected is ever sent.
public final class VirtualTerminal {

  private final int columns;
  private final int rows;
  private final List<StringBuilder> lines = new ArrayList<>();
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
      char c = text.charAt(i);
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
        throw new AssertionError("control character " + (int) c);
      } else {
        put(c);
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
    for (StringBuilder line : lines) {
      text.add(line.toString().stripTrailing());
    }
    while (!text.isEmpty() && text.getLast().isEmpty()) {
      text.removeLast();
    }
    return text;
  }

  private void put(char c) {
    if (column == columns) {
      column = 0;
      down();
    }
    StringBuilder line = line(row);
    while (line.length() <= column) {
      line.append(' ');
    }
    line.setCharAt(column, c);
    column++;
  }

  private void down() {
    row++;
    line(row);
    top = Math.max(top, row - rows + 1);
  }

  private StringBuilder line(int index) {
    while (lines.size() <= index) {
      lines.add(new StringBuilder());
    }
    return lines.get(index);
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
      case 'K' -> {
        if (line(row).length() > column) {
          line(row).setLength(column);
        }
      }
      case 'J' -> {
        if (line(row).length() > column) {
          line(row).setLength(column);
        }
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
