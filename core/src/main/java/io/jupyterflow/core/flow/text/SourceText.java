package io.jupyterflow.core.flow.text;

import io.jupyterflow.core.problem.SourceLocation;
import java.util.Arrays;

/// A whole text that the user wrote, such as the value of `-c`, and the places in it. Used by one
/// thread.
public final class SourceText implements SourceMap {

  private final String source;
  private final String text;
  private final int[] lineStarts;

  // the last place asked for: places are mostly asked for in order, and counting on from there
  // keeps
  // a thousand problems on one long line linear
  private int lastLine = -1;
  private String lastText = "";
  private int lastAt;
  private int lastColumn = 1;

  /// @param source what the text is called in messages
  public SourceText(String source, String text) {
    this.source = source;
    this.text = text;
    int[] starts = new int[16];
    int count = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = i + 1;
    }
    this.lineStarts = Arrays.copyOf(starts, count);
  }

  /// The line that `start` is in; a stretch over several lines is cut at the end of its first.
  @Override
  public SourceLocation of(int start, int end) {
    int at = Math.min(start, text.length());
    int found = Arrays.binarySearch(lineStarts, at);
    int line = found >= 0 ? found : -found - 2;
    int from = lineStarts[line];
    int to = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length();
    if (to > from && text.charAt(to - 1) == '\r') {
      to--;
    }
    int first = Math.min(at, to);
    int last = Math.max(first, Math.min(end, to));
    if (line != lastLine) {
      lastLine = line;
      lastText = text.substring(from, to);
    }
    if (lastAt < from || lastAt > first) {
      lastAt = from;
      lastColumn = 1;
    }
    lastColumn += text.codePointCount(lastAt, first);
    lastAt = first;
    int length = Math.max(1, text.codePointCount(first, last));
    return new SourceLocation(source, line + 1, lastColumn, length, lastText);
  }
}
