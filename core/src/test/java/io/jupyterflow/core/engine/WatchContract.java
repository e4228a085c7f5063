package io.jupyterflow.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.run.RunSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every engine promises to those who follow a run: the part of [EngineContract] about
/// [Engine#watch].
public abstract class WatchContract extends SubmissionContract {

  @Test
  void watchTellsOnlyWhatIsNew() {
    RunSnapshot run = finish(plan(shell("a", "true")));

    assertThat(engine().watch(run.id(), run.revision(), Duration.ZERO)).isEmpty();
    assertThat(engine().watch(run.id(), -1, Duration.ofSeconds(5)).map(RunUpdate::run))
        .contains(run);
  }

  @Test
  void watchNamesEveryJobThatChanged() {
    String id =
        submit(
            plan(
                shell("first", "true"),
                shell("second", "true", "first"),
                shell("bad", "exit 1", "second"),
                shell("last", "true", "bad")));
    RunSnapshot now = engine().run(id);
    List<RunSnapshot> seen = new ArrayList<>(List.of(now));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!now.state().isTerminal() && System.nanoTime() - deadline < 0) {
      RunUpdate update =
          engine().watch(id, now.revision(), Duration.ofSeconds(1)).orElse(RunUpdate.ofAll(now));
      assertChangesAreNamed(now, update);
      now = update.run();
      seen.add(now);
    }

    for (RunSnapshot earlier : seen) {
      engine()
          .watch(id, earlier.revision(), Duration.ZERO)
          .ifPresent(update -> assertChangesAreNamed(earlier, update));
    }
    assertThat(engine().watch(id, -1, Duration.ZERO).orElseThrow().changed())
        .containsExactly(0, 1, 2, 3);
  }

  private static void assertChangesAreNamed(RunSnapshot before, RunUpdate update) {
    for (int i = 0; i < before.jobs().size(); i++) {
      if (!update.changed().contains(i)) {
        assertThat(update.run().jobs().get(i)).isEqualTo(before.jobs().get(i));
      }
    }
    assertThat(update.changed()).isSorted();
  }
}
