package io.jupyterflow.cli.follow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts the bytes of an output into lines as a terminal would show them: what a carriage return
/// goes back over is gone, so that of a progress bar only its last state is left. Used by one
/// thread.
final class LineSplitter {

  /// A line without an end is cut here: a job may write no line end at all.
  private static final int LONGEST = 64 * 1024;

  private byte[] rest = new byte[0];

  /// The lines that are whole with these bytes, without their ends.
  List<String> add(byte[] bytes) {
    if (bytes.length == 0) {
      return List.of();
    }
    byte[] all = rest;
    if (rest.length == 0) {
      all = bytes;
    } else {
      all = Arrays.copyOf(rest, rest.length + bytes.length);
      System.arraycopy(bytes, 0, all, rest.length, bytes.length);
    }
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        lines.add(line(all, start, i));
        start = i + 1;
      } else if (i - start >= LONGEST && (all[i] & 0xC0) != 0x80) {
        lines.add(line(all, start, i));
        start = i;
      }
    }
    rest = Arrays.copyOfRange(all, start, all.length);
    return lines;
  }

  /// What stands on the line that is not whole yet; perhaps the state of a progress bar.
  String partial() {
    return rest.length == 0 ? "" : line(rest, 0, rest.length);
  }

  /// Whether the line that is not whole yet was written over: a progress bar.
  boolean isProgress() {
    for (byte b : rest) {
      if (b == '\r') {
        return true;
      }
    }
    return false;
  }

  private static String line(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] == '\r') {
      end--;
    }
    int start = end;
    while (start > from && bytes[start - 1] != '\r') {
      start--;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
