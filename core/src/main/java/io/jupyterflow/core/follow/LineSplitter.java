package io.jupyterflow.core.follow;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Cuts the bytes of an output into lines as a terminal would show them: what a carriage return
/// goes back over is gone, so that of a progress bar only its last state is left. Holds no more
/// than a piece of a line, whatever a job writes. Used by one thread.
public final class LineSplitter {

  /// A longer line comes in pieces: a job may write no line end at all.
  private static final int LONGEST = 64 * 1024;

  private static final int USUAL = 256;

  private byte[] line = new byte[0];
  private int length;

  /// Whether pieces of the line were given on.
  private boolean begun;

  /// How many bytes came with earlier calls.
  private long total;

  private long offset;
  private boolean returned;
  private boolean overwritten;

  /// Takes the lines.
  public interface Lines {

    /// A line, without its end, or a piece of a long one.
    ///
    /// @param begins whether it is the line's beginning
    /// @param ends whether it is the line's end
    void line(String text, boolean begins, boolean ends);
  }

  /// Gives on the lines that are whole with these bytes, and pieces of one that is long.
  public void add(byte[] bytes, Lines lines) {
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        if (length == 0 && i - start <= LONGEST) {
          offset = total + i + 1;
          end(bytes, start, i, lines);
        } else {
          keep(bytes, start, i, lines);
          offset = total + i + 1;
          end(line, 0, length, lines);
        }
        start = i + 1;
      } else if (b == '\r') {
        keep(bytes, start, i, lines);
        returned = true;
        start = i + 1;
      }
    }
    keep(bytes, start, bytes.length, lines);
    total += bytes.length;
    offset = total;
  }

  /// How many bytes came up to the end of the line, or piece of one, that is given on.
  long offset() {
    return offset;
  }

  /// Gives on what stands on the line that is not whole yet, as if it were.
  public void finish(Lines lines) {
    if (length > 0 || begun) {
      end(line, 0, length, lines);
    }
  }

  /// What stands on the line that is not whole yet; perhaps the state of a progress bar.
  String partial() {
    return length == 0 ? "" : new String(line, 0, length, StandardCharsets.UTF_8);
  }

  /// Whether the line that is not whole yet is written over: a progress bar.
  boolean isProgress() {
    return overwritten || returned;
  }

  private void end(byte[] from, int start, int end, Lines lines) {
    lines.line(new String(from, start, end - start, StandardCharsets.UTF_8), !begun, true);
    length = 0;
    begun = false;
    returned = false;
    overwritten = false;
  }

  private void keep(byte[] from, int start, int end, Lines lines) {
    if (start == end) {
      return;
    }
    if (returned) {
      offset = total + start;
      goBack(lines);
    }
    int at = start;
    while (at < end) {
      int count = Math.min(end - at, LONGEST - length);
      grow(length + count);
      System.arraycopy(from, at, line, length, count);
      length += count;
      at += count;
      if (length == LONGEST) {
        piece(total + at, lines);
      }
    }
  }

  /// The text that comes now is where the line's stood; what was given on of it is a line.
  private void goBack(Lines lines) {
    if (begun) {
      end(line, 0, length, lines);
    }
    length = 0;
    returned = false;
    overwritten = true;
  }

  /// @param taken how many bytes came with those that are kept
  private void piece(long taken, Lines lines) {
    int whole = TornText.wholeUntil(line, 0, length);
    offset = taken - (length - whole);
    lines.line(new String(line, 0, whole, StandardCharsets.UTF_8), !begun, false);
    begun = true;
    System.arraycopy(line, whole, line, 0, length - whole);
    length -= whole;
  }

  private void grow(int needed) {
    if (line.length < needed) {
      int doubled = Math.max(USUAL, line.length * 2);
      line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(needed, doubled)));
    }
  }
}
