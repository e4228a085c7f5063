package io.jupyterflow.signals;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/// Does something else on a signal than the JVM would, until closed.
public final class SignalHook implements AutoCloseable {

  private final Signal signal;
  private final SignalHandler before;

  private SignalHook(Signal signal, SignalHandler before) {
    this.signal = signal;
    this.before = before;
  }

  /// Hooks a signal. One that is ignored since the start (`nohup`) stays ignored.
  ///
  /// @param name without `SIG`
  /// @param action runs on a thread of its own
  /// @throws IllegalArgumentException where this system has no such signal, or the JVM was told to
  ///   leave it alone
  public static SignalHook on(String name, Runnable action) {
    Signal signal = new Signal(name);
    return new SignalHook(signal, Signal.handle(signal, received -> action.run()));
  }

  @Override
  public void close() {
    Signal.handle(signal, before);
  }
}
