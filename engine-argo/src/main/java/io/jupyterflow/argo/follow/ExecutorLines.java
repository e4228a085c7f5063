package io.jupyterflow.argo.follow;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Leaves out what Argo's own program in the container says among the job's output: lines that
/// begin with `time=` and hold `argo=true`, and, as the very last, `Error: exit status 1`.
final class ExecutorLines {

  private enum Kind {
    NOTE("time="),
    END("Error: exit status ");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private static final String MARK = " argo=true";

  /// Longer lines are the job's.
  private static final int LONGEST = 4096;

  /// A line, or its beginning, that may be one of Argo's.
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  /// What it may be.
  private Kind kind = Kind.NOTE;

  /// Whether what is held is a whole line, and Argo's if nothing follows.
  private boolean isLast;

  private boolean isPassing;

  /// What of these bytes is the job's, as far as that is known yet.
  byte[] without(byte[] bytes, int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(count);
    for (int i = 0; i < count; i++) {
      if (isLast) {
        isLast = false;
        release(out);
      }
      byte each = bytes[i];
      if (isPassing) {
        out.write(each);
        isPassing = each != '\n';
      } else {
        hold(each, out);
      }
    }
    return out.toByteArray();
  }

  private void hold(byte each, ByteArrayOutputStream out) {
    int at = held.size();
    if (at == 0) {
      kind = each == Kind.END.words.charAt(0) ? Kind.END : Kind.NOTE;
    }
    held.write(each);
    if (each == '\n') {
      finish(at >= kind.words.length(), out);
    } else if (at == LONGEST || (at < kind.words.length() && each != kind.words.charAt(at))) {
      release(out);
      isPassing = true;
    }
  }

  private void finish(boolean isLike, ByteArrayOutputStream out) {
    if (isLike && kind == Kind.END) {
      isLast = true;
    } else if (isLike && held.toString(StandardCharsets.UTF_8).contains(MARK)) {
      held.reset();
    } else {
      release(out);
    }
  }

  private void release(ByteArrayOutputStream out) {
    out.writeBytes(held.toByteArray());
    held.reset();
  }

  /// What is left at the end.
  byte[] rest() {
    byte[] rest = isLast ? new byte[0] : held.toByteArray();
    isLast = false;
    held.reset();
    return rest;
  }
}
