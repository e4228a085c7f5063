package io.jupyterflow.cli.plot;

/// A grid of terminal cells to draw dots, lines and letters on. With Unicode each cell holds 2 × 4
/// dots of braille, which is one cell wide in every terminal; without, one `.`.
final class Canvas {

  private static final char BRAILLE = '\u2800';

  /// The bit of each dot of a braille cell, by row and column.
  private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private final int columns;
  private final int rows;
  private final boolean unicode;
  private final int[] dots;
  private final char[] letters;

  Canvas(int columns, int rows, boolean unicode) {
    this.columns = columns;
    this.rows = rows;
    this.unicode = unicode;
    this.dots = new int[columns * rows];
    this.letters = new char[columns * rows];
  }

  /// Draws from one place to another; places reach from 0 (left, bottom) to 1.
  void line(double fromX, double fromY, double toX, double toY) {
    int x0 = dot(fromX, width());
    int y0 = dot(fromY, height());
    int x1 = dot(toX, width());
    int y1 = dot(toY, height());
    int steps = Math.max(1, Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)));
    for (int i = 0; i <= steps; i++) {
      set(
          x0 + Math.round((float) (x1 - x0) * i / steps),
          y0 + Math.round((float) (y1 - y0) * i / steps));
    }
  }

  /// Puts a letter over what is drawn at a place; the first one stays.
  void letter(double x, double y, char letter) {
    int column = dot(x, width()) / (unicode ? 2 : 1);
    int row = (height() - 1 - dot(y, height())) / (unicode ? 4 : 1);
    if (letters[row * columns + column] == 0) {
      letters[row * columns + column] = letter;
    }
  }

  /// One line of text, from the top.
  String row(int row) {
    StringBuilder line = new StringBuilder(columns);
    for (int i = row * columns; i < (row + 1) * columns; i++) {
      if (letters[i] != 0) {
        line.append(letters[i]);
      } else if (dots[i] == 0) {
        line.append(' ');
      } else {
        line.append(unicode ? (char) (BRAILLE + dots[i]) : '.');
      }
    }
    return line.toString();
  }

  private int width() {
    return unicode ? columns * 2 : columns;
  }

  private int height() {
    return unicode ? rows * 4 : rows;
  }

  private static int dot(double place, int size) {
    return (int) Math.round(Math.clamp(place, 0, 1) * (size - 1));
  }

  private void set(int x, int y) {
    int fromTop = height() - 1 - y;
    if (unicode) {
      dots[fromTop / 4 * columns + x / 2] |= BITS[fromTop % 4][x % 2];
    } else {
      dots[fromTop * columns + x] = 1;
    }
  }
}
