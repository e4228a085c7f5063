package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.quantity.Bytes;

/// A job that the kernel killed for memory: what it had, and what it may ask for instead.
///
/// @param used the most memory that one of its processes had, in bytes, 0 where nobody knows
/// @param declared what it had asked for, in bytes, 0 for nothing
/// @param capacity what all that runs here may use, in bytes
record OomReport(long used, long declared, long capacity) {

  private static final long MIB = 1L << 20;

  /// What happened, in the words of who has to do something about it.
  String message() {
    String killed = "ran out of memory and was killed";
    if (used == 0) {
      return killed;
    }
    killed += " when it used about " + Bytes.spoken(round(used));
    long more = 2 * Math.max(used, declared);
    if (more > capacity) {
      return killed + "; all that runs here may use " + Bytes.spoken(capacity);
    }
    return killed + "; with --memory " + Math.ceilDiv(more, MIB) + "Mi fewer jobs run at once";
  }

  /// Variants of a sweep die at almost the same size, and shall say the same.
  private static long round(long bytes) {
    long step = 10 * MIB;
    return bytes < step ? bytes : (bytes + step / 2) / step * step;
  }
}
