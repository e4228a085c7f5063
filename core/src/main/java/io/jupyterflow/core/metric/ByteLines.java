package io.jupyterflow.core.metric;

import java.io.IOException;
import java.io.InputStream;

/// Cuts a stream of any length into lines, holding no more than one of them.
final class ByteLines {

  private static final int CHUNK = 1 << 16;

  private final byte[] line;
  private final Sink sink;
  private int length;
  private boolean cut;
  private boolean returned;
  private long number = 1;

  private ByteLines(int limit, Sink sink) {
    this.line = new byte[limit];
    this.sink = sink;
  }

  /// One line, valid until the sink returns.
  static final class ByteLine {

    private final ByteLines lines;
    private final boolean redrawn;

    private ByteLine(ByteLines lines, boolean redrawn) {
      this.lines = lines;
      this.redrawn = redrawn;
    }

    /// The line and, behind [#length], what is not a part of it.
    byte[] bytes() {
      return lines.line;
    }

    int length() {
      return lines.length;
    }

    /// Whether the line is longer than the limit and this is its beginning.
    boolean cut() {
      return lines.cut;
    }

    /// Whether a carriage return ends it: what comes next is drawn over it.
    boolean redrawn() {
      return redrawn;
    }

    /// Counted from 1, as an editor numbers lines.
    long number() {
      return lines.number;
    }
  }

  /// Takes the lines.
  interface Sink {
    /// Takes one line.
    void line(ByteLine line);
  }

  /// Gives every line that is not empty to the sink, the last one also without a line end. A
  /// carriage return ends a line too: progress bars redraw theirs with it.
  static void read(InputStream in, int limit, Sink sink) throws IOException {
    ByteLines lines = new ByteLines(limit, sink);
    byte[] chunk = new byte[CHUNK];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      lines.split(chunk, n);
    }
    lines.flush(lines.returned);
  }

  private void split(byte[] chunk, int n) {
    int start = 0;
    for (int i = 0; i < n; i++) {
      byte b = chunk[i];
      if (b == '\n') {
        append(chunk, start, i);
        flush(false);
        number++;
        start = i + 1;
      } else if (returned) {
        // Only now it is known that the return before was no part of a line end.
        flush(true);
      }
      if (b == '\r') {
        append(chunk, start, i);
        returned = true;
        start = i + 1;
      }
    }
    append(chunk, start, n);
  }

  private void append(byte[] from, int start, int end) {
    int fitting = Math.min(end - start, line.length - length);
    System.arraycopy(from, start, line, length, fitting);
    length += fitting;
    cut |= fitting < end - start;
  }

  private void flush(boolean redrawn) {
    if (length > 0) {
      sink.line(new ByteLine(this, redrawn));
    }
    length = 0;
    cut = false;
    returned = false;
  }
}
