package io.jupyterflow.local.spawn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.jupyterflow.local.process.Signals;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The few functions of the C library that Java has no words for. Linking them costs tens of
/// milliseconds, so only the supervisor does, once.
public final class Posix implements Signals {

  /// Where the child starts: a session of its own, all signals as a fresh login has them.
  private static final short SPAWN_FLAGS = 0x80 | 0x08 | 0x04; // SETSID | SETSIGMASK | SETSIGDEF

  // The numbers are the same on every architecture: both calls are younger than the common table.
  private static final long SYS_PIDFD_SEND_SIGNAL = 424;
  private static final long SYS_PIDFD_OPEN = 434;

  private final MethodHandle spawn;
  private final MethodHandle waitpid;
  private final MethodHandle syscall;
  private final MethodHandle close;
  private final Linker linker;
  private final SymbolLookup lookup;

  public Posix() {
    linker = Linker.nativeLinker();
    lookup = linker.defaultLookup();
    spawn =
        link(
            "posix_spawn",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    waitpid = link("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    syscall =
        link(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    close = link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
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
    try {
      FunctionDescriptor one = FunctionDescriptor.of(JAVA_INT, ADDRESS);
      FunctionDescriptor two = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
      FunctionDescriptor number = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);
      check((int) link("posix_spawnattr_init", one).invokeExact(attributes));
      check(
          (int)
              link("posix_spawnattr_setflags", number).invokeExact(attributes, (int) SPAWN_FLAGS));
      check((int) link("posix_spawnattr_setsigmask", two).invokeExact(attributes, noSignals));
      check((int) link("posix_spawnattr_setsigdefault", two).invokeExact(attributes, allSignals));
      check((int) link("posix_spawn_file_actions_init", one).invokeExact(actions));
      MethodHandle open =
          link(
              "posix_spawn_file_actions_addopen",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
      check((int) open.invokeExact(actions, 0, devNull, 0, 0));
      MethodHandle chdir = link("posix_spawn_file_actions_addchdir_np", two);
      check((int) chdir.invokeExact(actions, workingDirectory));
      // Absent before glibc 2.34; there the JVM's own close-on-exec flags have to do.
      Optional<MemorySegment> closeFrom = lookup.find("posix_spawn_file_actions_addclosefrom_np");
      if (closeFrom.isPresent()) {
        MethodHandle handle = linker.downcallHandle(closeFrom.get(), number);
        check((int) handle.invokeExact(actions, 3));
      }
    } catch (Throwable e) {
      throw unexpected(e);
    }
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
      return (int) spawn.invokeExact(pid, path, actions, attributes, argv, environment);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// Waits for any child.
  ///
  /// @return its pid, or -1
  int waitForAny(MemorySegment status) {
    try {
      return (int) waitpid.invokeExact(-1, status, 0);
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
    try {
      int ignored =
          (int)
              link("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT))
                  .invokeExact((int) pid, signal);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public void close(long handle) {
    try {
      int ignored = (int) close.invokeExact((int) handle);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private long systemCall(long number, long first, long second, long third) {
    try {
      return (long) syscall.invokeExact(number, first, second, third, 0L);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return linker.downcallHandle(lookup.findOrThrow(name), descriptor, options);
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
