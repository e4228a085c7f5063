package io.jupyterflow.local.spawn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.jupyterflow.local.process.ProcessSignal;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// The few functions of the C library that Java has no words for. Linking them costs tens of
/// milliseconds, so only the supervisor does, once.
///
/// Most of that is the price of a shape, the code that moves arguments of some types to where the C
/// library expects them; each shape's is made when it is first linked. So all are called by one:
/// six numbers of 64 bits, and one back. The calling conventions of Linux, System V on x86-64 and
/// AAPCS64 on aarch64, put the first six integers and pointers of any width each in a register of
/// its own; who takes a narrower one reads the lower half, and who takes fewer never looks at the
/// rest. A narrower result leaves the upper half of its register undefined: it is cut off.
public final class Posix implements ProcessSignal {

  /// Where the child starts: a session of its own, all signals as a fresh login has them.
  private static final short SPAWN_FLAGS = 0x80 | 0x08 | 0x04; // SETSID | SETSIGMASK | SETSIGDEF

  // The numbers are the same on every architecture: both calls are younger than the common table.
  private static final long SYS_PIDFD_SEND_SIGNAL = 424;
  private static final long SYS_PIDFD_OPEN = 434;

  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private final MethodHandle spawn;
  private final MethodHandle wait4;
  private final MethodHandle syscall;
  private final MethodHandle close;
  private final Linker linker;
  private final SymbolLookup lookup;

  public Posix() {
    linker = Linker.nativeLinker();
    lookup = linker.defaultLookup();
    spawn = link("posix_spawn");
    wait4 = link("wait4");
    syscall = link("syscall");
    close = link("close");
  }

  /// Fills the two structures `posix_spawn` wants, once for all spawns of this process.
  ///
  /// @param actions at least 256 zeroed bytes
  /// @param attributes at least 512 zeroed bytes
  /// @param noSignals at least 128 zeroed bytes
  /// @param allSignals at least 128 bytes of ones
  /// @param devNull the path `/dev/null`, ended by a NUL
  /// @param workingDirectory where children start, ended by a NUL
  void prepare(
      MemorySegment actions,
      MemorySegment attributes,
      MemorySegment noSignals,
      MemorySegment allSignals,
      MemorySegment devNull,
      MemorySegment workingDirectory) {
    call("posix_spawnattr_init", attributes.address(), 0);
    call("posix_spawnattr_setflags", attributes.address(), SPAWN_FLAGS);
    call("posix_spawnattr_setsigmask", attributes.address(), noSignals.address());
    call("posix_spawnattr_setsigdefault", attributes.address(), allSignals.address());
    call("posix_spawn_file_actions_init", actions.address(), 0);
    check(
        number(link("posix_spawn_file_actions_addopen"), actions.address(), 0, devNull.address()));
    call("posix_spawn_file_actions_addchdir_np", actions.address(), workingDirectory.address());
    // Absent before glibc 2.34; there the JVM's own close-on-exec flags have to do.
    if (lookup.find("posix_spawn_file_actions_addclosefrom_np").isPresent()) {
      call("posix_spawn_file_actions_addclosefrom_np", actions.address(), 3);
    }
  }

  private void call(String name, long first, long second) {
    check(number(link(name), first, second, 0));
  }

  /// Starts a process.
  ///
  /// @return 0, or the `errno` of what went wrong
  int spawn(
      MemorySegment pid,
      MemorySegment path,
      MemorySegment actions,
      MemorySegment attributes,
      MemorySegment argv,
      MemorySegment environment) {
    try {
      return (int)
          (long)
              spawn.invokeExact(
                  pid.address(),
                  path.address(),
                  actions.address(),
                  attributes.address(),
                  argv.address(),
                  environment.address());
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// Waits for any child.
  ///
  /// @param usage takes a `struct rusage`
  /// @return its pid, or -1
  int waitForAny(MemorySegment status, MemorySegment usage) {
    try {
      return (int) (long) wait4.invokeExact(-1L, status.address(), 0L, usage.address(), 0L, 0L);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public long openProcess(long pid) {
    return systemCall(SYS_PIDFD_OPEN, pid, 0, 0);
  }

  @Override
  public void signal(long handle, int signal) {
    systemCall(SYS_PIDFD_SEND_SIGNAL, handle, signal, 0);
  }

  @Override
  public void signalNumber(long pid, int signal) {
    number(link("kill"), pid, signal, 0);
  }

  @Override
  public void close(long handle) {
    number(close, handle, 0, 0);
  }

  private long systemCall(long number, long first, long second, long third) {
    try {
      return (long) syscall.invokeExact(number, first, second, third, 0L, 0L);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static int number(MethodHandle function, long first, long second, long third) {
    try {
      return (int) (long) function.invokeExact(first, second, third, 0L, 0L, 0L);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private MethodHandle link(String name) {
    return linker.downcallHandle(lookup.findOrThrow(name), SHAPE);
  }

  private static void check(int error) {
    if (error != 0) {
      throw new IllegalStateException("the C library refused to prepare a spawn: error " + error);
    }
  }

  /// A downcall throws nothing of its own: what comes out is a mistake in this class.
  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("calling the C library failed", e);
  }
}
