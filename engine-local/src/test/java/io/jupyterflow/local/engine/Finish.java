package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Duration;
import java.util.function.Predicate;

/// Waits for what a run comes to.
final class Finish {

  private Finish() {}

  /// The run once it has ended.
  static RunSnapshot of(Engine engine, String id, Duration patience) {
    return when(engine, id, patience, run -> run.state().isTerminal());
  }

  /// The run once it is as wanted.
  static RunSnapshot when(
      Engine engine, String id, Duration patience, Predicate<RunSnapshot> wanted) {
    long deadline = System.nanoTime() + patience.toNanos();
    RunSnapshot now = engine.run(id);
    while (!wanted.test(now)) {
      assertThat(System.nanoTime() - deadline)
          .as("patience with %s: %s %s '%s'", id, now.state(), now.jobs(), now.message())
          .isNegative();
      now = engine.watch(id, now.revision(), Duration.ofSeconds(1)).map(RunUpdate::run).orElse(now);
    }
    return now;
  }
}
