package io.jupyterflow.local.spawn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Waits for children to end, all in one thread that sleeps in the kernel.
public final class Reaper {

  /// How a child ended.
  ///
  /// @param code its exit code, meaningless where a signal ended it
  /// @param signal what ended it, 0 where it exited
  /// @param peak the most memory that it, or any one process it waited for, had at once, in bytes.
  ///   A child begins in its parent's memory, so less than this process had can't be told.
  public record Ended(long pid, int code, int signal, long peak) {}

  /// `struct rusage`: two times of two 64-bit numbers, the peak in KiB, and more.
  private static final int USAGE = 256;

  private static final int PEAK = 32;

  private final Posix posix;
  private final Consumer<Ended> listener;
  private final Semaphore children = new Semaphore(0);

  /// A reaper that has not begun.
  ///
  /// @param listener called in the reaper's thread
  public Reaper(Posix posix, Consumer<Ended> listener) {
    this.posix = posix;
    this.listener = listener;
  }

  /// Begins in a daemon thread.
  public void start() {
    Thread.ofPlatform().daemon().name("reaper").start(this::reap);
  }

  /// Says that one more child runs.
  public void expect() {
    children.release();
  }

  private void reap() {
    Arena arena = Arena.ofAuto();
    MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
    MemorySegment usage = arena.allocate(USAGE, Long.BYTES);
    while (true) {
      children.acquireUninterruptibly();
      int pid = posix.waitForAny(status, usage);
      while (pid < 0) {
        // Interrupted: there is a child, so this ends.
        pid = posix.waitForAny(status, usage);
      }
      int word = status.get(ValueLayout.JAVA_INT, 0);
      long peak = usage.get(ValueLayout.JAVA_LONG, PEAK) << 10;
      listener.accept(new Ended(pid, (word >> 8) & 0xff, word & 0x7f, peak));
    }
  }
}
