package io.jupyterflow.cli.terminal;

/// Makes a line of a job's output safe to show beside other things.
public final class Printable {

  private static final char ESCAPE = '\u001b';

  private Printable() {}

  /// The line without anything that moves the cursor, changes the title or rings: only printable
  /// text, tabs, and, with colours, the colour sequences, which are ended at the end of the line.
  public static String line(String line, Style style) {
    int i = 0;
    while (i < line.length() && line.charAt(i) >= ' ' && !isControl(line.charAt(i))) {
      i++;
    }
    if (i == line.length()) {
      return line;
    }
    StringBuilder out = new StringBuilder(line.length()).append(line, 0, i);
    boolean colored = false;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c == ESCAPE) {
        int end = sequenceEnd(line, i);
        if (style == Style.COLORED && isColor(line, i, end)) {
          out.append(line, i, end);
          colored = true;
        }
        i = end;
      } else {
        if (c == '\t' || !isControl(c)) {
          out.append(c);
        }
        i++;
      }
    }
    return colored ? out.append("\u001b[0m").toString() : out.toString();
  }

  private static boolean isControl(char c) {
    return c < ' ' || (c >= 0x7f && c < 0xa0);
  }

  private static boolean isColor(String line, int start, int end) {
    return end - start >= 3 && line.charAt(start + 1) == '[' && line.charAt(end - 1) == 'm';
  }

  /// The end of the sequence that begins with the escape at `start`: control sequences end with a
  /// letter, strings (titles, links) with BEL or `ESC \`, others after one character.
  private static int sequenceEnd(String line, int start) {
    int i = start + 1;
    if (i >= line.length()) {
      return i;
    }
    char kind = line.charAt(i);
    i++;
    if (kind == '[') {
      while (i < line.length() && (line.charAt(i) < 0x40 || line.charAt(i) > 0x7e)) {
        i++;
      }
      return Math.min(i + 1, line.length());
    }
    if (kind == ']' || kind == 'P' || kind == '_' || kind == '^' || kind == 'X') {
      while (i < line.length()) {
        if (line.charAt(i) == '\u0007') {
          return i + 1;
        }
        if (line.charAt(i) == ESCAPE) {
          return Math.min(i + 2, line.length());
        }
        i++;
      }
    }
    return i;
  }
}
