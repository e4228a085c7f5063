package io.jupyterflow.local.supervisor;

import io.jupyterflow.local.schedule.CapacityProbe;
import java.time.Duration;

/// Tells whether a job that died of SIGKILL was killed by the kernel for memory: the kernel's count
/// of such kills rose.
final class OomWatch {

  /// Jobs that die of the same shortage are seen one after the other.
  private static final long TOGETHER = Duration.ofSeconds(2).toNanos();

  private final CapacityProbe probe;
  private long known;
  private long roseAt;
  private boolean rose;

  OomWatch(CapacityProbe probe) {
    this.probe = probe;
    known = probe.oomKills();
  }

  /// Whether the kernel has killed for memory just now.
  boolean struck() {
    long now = System.nanoTime();
    long kills = probe.oomKills();
    if (kills > known) {
      known = kills;
      roseAt = now;
      rose = true;
      return true;
    }
    return rose && now - roseAt < TOGETHER;
  }
}
