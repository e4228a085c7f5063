package io.jupyterflow.local.process;

/// Sends signals by way of handles that stay with one process, whatever happens to its number.
public interface ProcessSignal {

  int KILL = 9;
  int TERM = 15;
  int CONT = 18;

  /// A handle on the process that has this number now.
  ///
  /// @return negative where there is none, or the kernel has no such handles
  long openProcess(long pid);

  /// Sends a signal to the process behind a handle.
  void signal(long handle, int signal);

  /// Sends a signal to whatever process has this number now: only for kernels without handles,
  /// right after looking who that is.
  void signalNumber(long pid, int signal);

  /// Gives a handle back.
  void close(long handle);
}
