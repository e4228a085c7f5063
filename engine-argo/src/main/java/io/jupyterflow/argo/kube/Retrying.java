package io.jupyterflow.argo.kube;

import java.time.Duration;
import java.util.function.Supplier;

/// Makes a call again where it came to nothing for a moment: the server was busy, starting, or not
/// to be reached.
///
/// A call that nobody answered may have been carried out. So a `create` that is made again may find
/// what the first one created, and its conflict is the caller's to judge; a `replace` likewise. A
/// `delete` that finds nothing the second time is done.
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
  public KubeObject get(String path, String accept) {
    return retried(() -> api.get(path, accept));
  }

  @Override
  public KubeObject create(String path, KubeObject object) {
    return retried(() -> api.create(path, object));
  }

  @Override
  public KubeObject replace(String path, KubeObject object) {
    return retried(() -> api.replace(path, object));
  }

  @Override
  public void delete(String path) {
    boolean[] isAgain = {false};
    retried(() -> {
      try {
        api.delete(path);
      } catch (KubeException.Answered e) {
        if (!(e.isNotFound() && isAgain[0])) {
          isAgain[0] = true;
          throw e;
        }
      } catch (KubeException.Unanswered e) {
        isAgain[0] = true;
        throw e;
      }
      return KubeObject.EMPTY;
    });
  }

  @Override
  public KubeStream stream(String path) {
    return retried(() -> api.stream(path));
  }

  @Override
  public void close() {
    api.close();
  }

  private <T> T retried(Supplier<T> call) {
    Duration wait = FIRST;
    for (int tries = 1; ; tries++) {
      try {
        return call.get();
      } catch (KubeException e) {
        if (tries == TRIES || !e.isPassing() || !waited(asked(e, wait))) {
          throw e;
        }
      }
      wait = wait.multipliedBy(2);
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
