package io.jupyterflow.cli.follow;

import io.jupyterflow.signals.SignalHook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The signals of this process.
public final class ProcessSignals implements Signals {

  @Override
  public Listening listen(Consumer<Cue> listener) {
    List<SignalHook> hooks = new ArrayList<>();
    hook("INT", Cue.INTERRUPT, listener, hooks);
    hook("TERM", Cue.TERMINATE, listener, hooks);
    hook("HUP", Cue.HANG_UP, listener, hooks);
    hook("WINCH", Cue.REDRAW, listener, hooks);
    hook("CONT", Cue.REDRAW, listener, hooks);
    return () -> hooks.forEach(SignalHook::close);
  }

  private static void hook(String name, Cue cue, Consumer<Cue> listener, List<SignalHook> hooks) {
    try {
      hooks.add(SignalHook.on(name, () -> listener.accept(cue)));
    } catch (IllegalArgumentException e) {
      // This system has no such signal, or the JVM keeps it for itself (-Xrs): nothing to hear.
    }
  }
}
