package io.jupyterflow.local.supervisor;

import io.jupyterflow.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How long a process has been running, by the kernel's own clock.
final class ProcessAge {

  /// The unit of start times; 100 a second on every Linux that Java runs on.
  private static final long NANOS_PER_TICK = 10_000_000L;

  private ProcessAge() {}

  /// The age of a process.
  ///
  /// @return nanoseconds; 0 where it can't be told
  static long nanos(@Nullable ProcessIdentity process) {
    if (process == null) {
      return 0;
    }
    try {
      String uptime = Files.readString(Path.of("/proc/uptime"));
      double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
      return Math.max(0, (long) (seconds * 1e9) - process.startTicks() * NANOS_PER_TICK);
    } catch (IOException | NumberFormatException unknown) {
      return 0;
    }
  }
}
