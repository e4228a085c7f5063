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
  public record Ended(long pid, int code, int signal) {}

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
    MemorySegment status = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);
    while (true) {
      children.acquireUninterruptibly();
      int pid = posix.waitForAny(status);
      while (pid < 0) {
        // Interrupted: there is a child, so this ends.
        pid = posix.waitForAny(status);
      }
      int word = status.get(ValueLayout.JAVA_INT, 0);
      listener.accept(new Ended(pid, (word >> 8) & 0xff, word & 0x7f));
    }
  }
}
