package io.jupyterflow.local.supervisor;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Tells whether a job that died of SIGKILL was killed by the kernel for memory: the kernel's count
/// of such kills rose at that time. All processes of a container share the count, so it is looked
/// at all along: an earlier kill of something else, such as a notebook's, is no job's.
final class OomWatch {

  private static final long EVERY = Duration.ofMillis(250).toNanos();

  /// How long a kill stands for jobs that end: many die of one shortage, and what has much memory
  /// takes its time to die.
  private static final long TOGETHER = Duration.ofSeconds(10).toNanos();

  private final LongSupplier kills;
  private long known;
  private long lookedAt;
  private long roseAt;
  private boolean rose;

  /// @param kills the kernel's count
  /// @param now by the monotonic clock, as in all that follows
  OomWatch(LongSupplier kills, long now) {
    this.kills = kills;
    known = kills.getAsLong();
    lookedAt = now;
  }

  /// Keeps up with the count, a few times a second at most.
  void look(long now) {
    if (now - lookedAt >= EVERY) {
      count(now);
    }
  }

  /// Whether the kernel has killed for memory just now.
  boolean struck(long now) {
    count(now);
    return rose && now - roseAt < TOGETHER;
  }

  private void count(long now) {
    long count = kills.getAsLong();
    if (count > known) {
      roseAt = now;
      rose = true;
    }
    known = count;
    lookedAt = now;
  }
}
