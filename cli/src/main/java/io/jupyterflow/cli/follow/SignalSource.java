package io.jupyterflow.cli.follow;

import java.util.function.Consumer;

/// Where cues come from.
public interface SignalSource {

  /// Passes cues to the listener until closed; before and after, signals do what they always do.
  /// The listener is called on a thread of its own and returns at once.
  Listening listen(Consumer<FollowSignal> listener);

  /// An open subscription.
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }
}
