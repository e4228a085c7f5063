package io.jupyterflow.core.plan;

import java.util.Locale;

/// Why an attempt did not succeed, as far as retries tell causes apart.
public enum RetryCause {
  /// The command ended with a code other than 0, or could not be started.
  FAILED,
  /// Nobody can know how it ended: its node or its launcher died.
  LOST,
  /// It ran longer than its timeout and was ended.
  TIMEOUT,
  /// The kernel killed it for memory.
  OOM,
  /// The cluster took its node or its place away.
  PREEMPTED;

  /// The word users write and documents carry.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
