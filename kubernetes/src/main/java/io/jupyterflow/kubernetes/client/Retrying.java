package io.jupyterflow.kubernetes.client;

import java.time.Duration;

/// Makes a call again where it failed for a moment: the server was busy, starting, or not to be
/// reached.
///
/// A call that nobody answered may have been carried out. So a `create` that is made again may find
/// what the first one created, and its conflict is the caller's to judge; a `replace` in the same
/// way. A `delete` that finds nothing the second time is done.
public final class Retrying implements KubeApi {

  private static final int TRIES = 6;
  private static final Duration FIRST = Duration.ofMillis(300);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /// Waits.
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private final KubeApi api;
  private final Sleeper sleeper;

  /// @param sleeper normally `Thread::sleep`
  public Retrying(KubeApi api, Sleeper sleeper) {
    this.api = api;
    this.sleeper = sleeper;
  }

  @Override
  public KubeObject call(KubeRequest request) {
    for (int tries = 1; ; tries++) {
      try {
        return api.call(request);
      } catch (KubeException e) {
        if (tries > 1 && request.method() == KubeRequest.Method.DELETE && isNotFound(e)) {
          return KubeObject.EMPTY;
        }
        waitAfter(e, tries);
      }
    }
  }

  @Override
  public KubeStream stream(String path) {
    for (int tries = 1; ; tries++) {
      try {
        return api.stream(path);
      } catch (KubeException e) {
        waitAfter(e, tries);
      }
    }
  }

  @Override
  public void close() {
    api.close();
  }

  private static boolean isNotFound(KubeException e) {
    return e instanceof KubeException.Answered answered && answered.isNotFound();
  }

  /// Waits until the call may be made again.
  ///
  /// @param tries how often it was made
  /// @throws KubeException the same, where it is not to be made again
  private void waitAfter(KubeException e, int tries) {
    Duration wait = FIRST.multipliedBy(1L << (tries - 1));
    if (tries == TRIES || !e.isPassing() || !waited(asked(e, wait))) {
      throw e;
    }
  }

  private static Duration asked(KubeException e, Duration wait) {
    Duration asked =
        e instanceof KubeException.Answered answered
            ? Duration.ofSeconds(answered.retryAfter())
            : Duration.ZERO;
    Duration longer = asked.compareTo(wait) > 0 ? asked : wait;
    return longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
  }

  private boolean waited(Duration time) {
    try {
      sleeper.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
