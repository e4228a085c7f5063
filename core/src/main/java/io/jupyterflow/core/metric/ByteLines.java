package io.jupyterflow.core.metric;

import java.io.IOException;
import java.io.InputStream;

/// Cuts a stream of any length into lines, holding no more than one of them.
final class ByteLines {

  private static final int CHUNK = 1 << 16;

  private final byte[] line;
  private int length;
  private boolean cut;

  private ByteLines(int limit) {
    this.line = new byte[limit];
  }

  /// Takes the lines.
  interface Sink {
    /// Takes one line.
    ///
    /// @param bytes valid during the call only
    /// @param cut whether the line is longer than the limit and this is its beginning
    void line(byte[] bytes, int length, boolean cut);
  }

  /// Gives every line that is not empty to the sink, the last one also without a line end. A
  /// carriage return ends a line too: progress bars redraw theirs with it.
  static void read(InputStream in, int limit, Sink sink) throws IOException {
    ByteLines lines = new ByteLines(limit);
    byte[] chunk = new byte[CHUNK];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      int start = 0;
      for (int i = 0; i < n; i++) {
        if (chunk[i] == '\n' || chunk[i] == '\r') {
          lines.append(chunk, start, i);
          lines.flush(sink);
          start = i + 1;
        }
      }
      lines.append(chunk, start, n);
    }
    lines.flush(sink);
  }

  private void append(byte[] from, int start, int end) {
    int fitting = Math.min(end - start, line.length - length);
    System.arraycopy(from, start, line, length, fitting);
    length += fitting;
    cut |= fitting < end - start;
  }

  private void flush(Sink sink) {
    if (length > 0) {
      sink.line(line, length, cut);
    }
    length = 0;
    cut = false;
  }
}
