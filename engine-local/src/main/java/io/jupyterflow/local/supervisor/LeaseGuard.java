package io.jupyterflow.local.supervisor;

import io.jupyterflow.local.lease.Leases;
import java.io.IOException;
import java.time.Duration;

/// This supervisor's hold on its run. Looked at before anything is written or started: a process
/// that slept (its host was paused) learns so that another has taken over, before it does harm.
final class LeaseGuard {

  private static final long CHECK = Duration.ofSeconds(1).toNanos();

  private final Leases leases;
  private final int epoch;
  private long checkAt;
  private long beatAt;

  /// The hold on an epoch.
  ///
  /// @param epoch which this supervisor has claimed
  /// @param nanoTime now
  LeaseGuard(Leases leases, int epoch, long nanoTime) {
    this.leases = leases;
    this.epoch = epoch;
    checkAt = nanoTime;
    beatAt = nanoTime + Leases.HEARTBEAT.toNanos();
  }

  /// Whether the run is still this supervisor's; touches the lease when it is time.
  boolean holds(long nanoTime) {
    if (nanoTime - checkAt < 0) {
      return true;
    }
    checkAt = nanoTime + CHECK;
    if (leases.isSuperseded(epoch)) {
      return false;
    }
    if (nanoTime - beatAt >= 0) {
      beatAt = nanoTime + Leases.HEARTBEAT.toNanos();
      try {
        leases.beat(epoch);
      } catch (IOException next) {
        // The next beat is soon; a lease lasts for many.
        return true;
      }
    }
    return true;
  }
}
