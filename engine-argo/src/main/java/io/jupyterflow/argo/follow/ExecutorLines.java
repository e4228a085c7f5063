package io.jupyterflow.argo.follow;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Leaves out what Argo's own program in the container says among the job's output: lines that
/// begin with `time=` and hold `argo=true`.
final class ExecutorLines {

  private static final byte[] BEGIN = "time=".getBytes(StandardCharsets.US_ASCII);
  private static final String MARK = " argo=true";

  /// Longer lines are the job's.
  private static final int LONGEST = 4096;

  /// The beginning of a line that may be one of Argo's.
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  private boolean isPassing;

  /// What of these bytes is the job's, as far as that is known yet.
  byte[] without(byte[] bytes, int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(count);
    for (int i = 0; i < count; i++) {
      byte each = bytes[i];
      if (isPassing) {
        out.write(each);
        isPassing = each != '\n';
        continue;
      }
      held.write(each);
      if (each == '\n') {
        if (!held.toString(StandardCharsets.UTF_8).contains(MARK)) {
          out.writeBytes(held.toByteArray());
        }
        held.reset();
      } else if (held.size() > LONGEST
          || (held.size() <= BEGIN.length && each != BEGIN[held.size() - 1])) {
        out.writeBytes(held.toByteArray());
        held.reset();
        isPassing = true;
      }
    }
    return out.toByteArray();
  }

  /// What is left at the end.
  byte[] rest() {
    byte[] rest = held.toByteArray();
    held.reset();
    return rest;
  }

  /// A whole output without these lines.
  static String without(String text) {
    ExecutorLines lines = new ExecutorLines();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(lines.without(bytes, bytes.length));
    out.writeBytes(lines.rest());
    return out.toString(StandardCharsets.UTF_8);
  }
}
