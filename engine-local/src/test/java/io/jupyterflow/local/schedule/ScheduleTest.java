package io.jupyterflow.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ScheduleTest {

  private static final Capacity MACHINE = new Capacity(4, 1000, List.of("0", "1"));
  private static final ResourceClaim SMALL = new ResourceClaim(1, 0, 0);
  private static final ResourceClaim WHOLE = new ResourceClaim(4, 0, 0);
  private static final ResourceClaim GPU = new ResourceClaim(1, 0, 1);

  @Test
  void firstComeFirstServed() {
    Schedule schedule = new Schedule(2, MACHINE);
    for (int i = 0; i < 3; i++) {
      schedule.add(i, SMALL);
    }

    assertThat(schedule.next().orElseThrow().job()).isEqualTo(0);
    assertThat(schedule.next().orElseThrow().job()).isEqualTo(1);
    assertThat(schedule.next()).isEmpty();
    schedule.release(SMALL, List.of());
    assertThat(schedule.next().orElseThrow().job()).isEqualTo(2);
  }

  @Test
  void smallJobsPassABigOneButDoNotStarveIt() {
    Schedule schedule = new Schedule(4, MACHINE);
    schedule.add(-1, SMALL);
    ArrayDeque<Schedule.Turn> running = new ArrayDeque<>();
    running.add(schedule.next().orElseThrow());
    schedule.add(1000, WHOLE);
    int passed = 0;
    while (passed < 500) {
      schedule.add(passed, SMALL);
      Optional<Schedule.Turn> turn = schedule.next();
      if (turn.isPresent() && turn.get().job() == 1000) {
        break;
      }
      if (turn.isPresent()) {
        passed++;
        running.add(turn.get());
      }
      if (turn.isEmpty() || running.size() == 4) {
        Schedule.Turn oldest = running.remove();
        schedule.release(oldest.demand(), oldest.gpus());
      }
    }

    assertThat(passed).isBetween(1, 100);
  }

  @Test
  void jobsWithoutDevicesAreNotHeldByOnesThatWaitForThem() {
    Schedule schedule = new Schedule(100, MACHINE);
    for (int i = 0; i < 3; i++) {
      schedule.add(i, GPU);
    }
    List<List<String>> devices = new ArrayList<>();
    devices.add(schedule.next().orElseThrow().gpus());
    devices.add(schedule.next().orElseThrow().gpus());
    for (int i = 0; i < 90; i++) {
      schedule.add(100 + i, SMALL);
      assertThat(schedule.next().orElseThrow().job()).isEqualTo(100 + i);
    }

    assertThat(devices).containsExactly(List.of("0"), List.of("1"));
    schedule.release(GPU, List.of("1"));
    Schedule.Turn third = schedule.next().orElseThrow();
    assertThat(third.job()).isEqualTo(2);
    assertThat(third.gpus()).containsExactly("1");
  }

  @Test
  void neverGivesMoreThanThereIs() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Schedule schedule = new Schedule(4, MACHINE);
    int jobs = 2000;
    for (int i = 0; i < jobs; i++) {
      schedule.add(
          i, new ResourceClaim(1 + random.nextInt(4), random.nextInt(3) * 400L, random.nextInt(3)));
    }
    List<Schedule.Turn> running = new ArrayList<>();
    int started = 0;
    while (started < jobs) {
      for (var turn = schedule.next(); turn.isPresent(); turn = schedule.next()) {
        running.add(turn.get());
        started++;
      }
      assertThat(running).as("seed " + seed).isNotEmpty();
      assertThat(running.stream().mapToInt(t -> t.demand().slots()).sum()).isLessThanOrEqualTo(4);
      assertThat(running.stream().mapToLong(t -> t.demand().memory()).sum())
          .isLessThanOrEqualTo(1000);
      assertThat(running.stream().flatMap(t -> t.gpus().stream()).toList()).doesNotHaveDuplicates();
      Schedule.Turn over = running.remove(random.nextInt(running.size()));
      schedule.release(over.demand(), over.gpus());
    }
    assertThat(schedule.waiting()).isZero();
  }
}
