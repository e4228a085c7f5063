package io.jupyterflow.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class OomWatchTest {

  private final AtomicLong kills = new AtomicLong(3);
  private final OomWatch watch = new OomWatch(kills::get, 0);

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void killsBeforeTheRunAreNotOfItsJobs() {
    assertThat(watch.struck(seconds(1))).isFalse();
  }

  @Test
  void killNobodyHasSeenYetIsOfTheJobThatDied() {
    kills.set(4);

    assertThat(watch.struck(seconds(60))).isTrue();
  }

  @Test
  void manyJobsDieOfOneShortage() {
    kills.set(5);

    assertThat(watch.struck(seconds(1))).isTrue();
    assertThat(watch.struck(seconds(2))).isTrue();
  }

  @Test
  void earlierKillOfSomethingElseIsNotOfAJobThatDiesLater() {
    kills.set(4);
    watch.look(seconds(1));

    assertThat(watch.struck(seconds(60))).isFalse();
  }
}
