package io.jupyterflow.cli.follow;

import io.jupyterflow.signals.SignalHook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The signals of this process.
public final class ProcessSignals implements SignalSource {

  @Override
  public Listening listen(Consumer<FollowSignal> listener) {
    List<SignalHook> hooks = new ArrayList<>();
    hook("INT", FollowSignal.INTERRUPT, listener, hooks);
    hook("TERM", FollowSignal.TERMINATE, listener, hooks);
    hook("HUP", FollowSignal.HANG_UP, listener, hooks);
    hook("WINCH", FollowSignal.REDRAW, listener, hooks);
    hook("CONT", FollowSignal.REDRAW, listener, hooks);
    return () -> hooks.forEach(SignalHook::close);
  }

  private static void hook(
      String name, FollowSignal cue, Consumer<FollowSignal> listener, List<SignalHook> hooks) {
    try {
      hooks.add(SignalHook.on(name, () -> listener.accept(cue)));
    } catch (IllegalArgumentException e) {
      // This system has no such signal, or the JVM keeps it for itself (-Xrs): nothing to hear.
    }
  }
}
