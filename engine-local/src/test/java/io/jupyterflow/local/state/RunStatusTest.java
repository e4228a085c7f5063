package io.jupyterflow.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RunStatusTest {

  private static Job job(String name, List<String> needs) {
    return Job.of(name, new Command.Exec(List.of("true")), needs);
  }

  private static RunStatus begun(Plan plan) {
    RunStatus status = new RunStatus(plan, Set.of(), null);
    status.apply(new RunEvent.Owned(1, 1, "host", List.of()));
    return status;
  }

  private static void run(RunStatus status, int index, JobState end) {
    String name = status.plan().jobs().get(index).name();
    status.apply(new RunEvent.Started(2, name, 1, List.of()));
    status.apply(new RunEvent.Ended(3, name, 1, end, null, null, "", 0));
  }

  @Test
  void generatedPlansRunInOrderAndToAnEnd() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Plan plan = generated(random);
      RunStatus status = begun(plan);
      ArrayDeque<Integer> ready = new ArrayDeque<>(status.takeQueued());
      while (!ready.isEmpty()) {
        int next = ready.remove();
        for (String need : plan.jobs().get(next).needs()) {
          assertThat(status.job(status.index(need)).state())
              .as("seed " + seed)
              .isEqualTo(JobState.SUCCEEDED);
        }
        run(status, next, random.nextInt(5) == 0 ? JobState.FAILED : JobState.SUCCEEDED);
        ready.addAll(status.takeQueued());
      }
      assertThat(status.isFinished()).as("seed " + seed).isTrue();
      boolean failed = status.count(JobState.FAILED) > 0;
      assertThat(status.state())
          .as("seed " + seed)
          .isEqualTo(failed ? RunState.FAILED : RunState.SUCCEEDED);
      for (Job job : plan.jobs()) {
        boolean blocked =
            job.needs().stream().anyMatch(n -> !status.job(status.index(n)).state().isSuccess());
        assertThat(status.job(status.index(job.name())).state() == JobState.SKIPPED)
            .as("seed " + seed)
            .isEqualTo(blocked);
      }
    }
  }

  private static Plan generated(Random random) {
    List<Job> jobs = new ArrayList<>();
    List<String> shared = List.of();
    for (int i = 0; i < 1 + random.nextInt(30); i++) {
      if (random.nextInt(3) == 0 && !jobs.isEmpty()) {
        int to = jobs.size();
        shared = List.copyOf(jobs.subList(random.nextInt(to), to).stream().map(Job::name).toList());
      }
      jobs.add(job("j" + i, random.nextBoolean() ? shared : List.of()));
    }
    return new Plan("generated", jobs);
  }

  @Test
  void joinOfManyToManyIsCountedOnce() {
    int many = 20_000;
    List<Job> jobs = new ArrayList<>();
    List<String> names = List.copyOf(IntStream.range(0, many).mapToObj(i -> "a" + i).toList());
    names.forEach(name -> jobs.add(job(name, List.of())));
    for (int i = 0; i < many; i++) {
      jobs.add(job("b" + i, names));
    }
    RunStatus status = begun(new Plan("wide", jobs));
    for (int i : status.takeQueued()) {
      run(status, i, JobState.SUCCEEDED);
    }

    assertThat(status.takeQueued()).hasSize(many);
  }

  @Test
  void longChainIsSkippedWithoutRecursion() {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      jobs.add(job("c" + i, i == 0 ? List.of() : List.of("c" + (i - 1))));
    }
    RunStatus status = begun(new Plan("chain", jobs));

    run(status, 0, JobState.FAILED);

    assertThat(status.count(JobState.SKIPPED)).isEqualTo(49_999);
    assertThat(status.job(1).message()).isEqualTo("needs c0, which failed");
  }

  @Test
  void reusedJobsLetOthersStart() {
    Plan plan = new Plan("p", List.of(job("a", List.of()), job("b", List.of("a"))));
    RunStatus status = new RunStatus(plan, Set.of("a"), "parent-1");

    assertThat(status.job(0).state()).isEqualTo(JobState.REUSED);
    assertThat(status.takeQueued()).containsExactly(1);
    assertThat(status.state()).isEqualTo(RunState.PENDING);
  }

  @Test
  void aReusedJobBehindAReusedOneIsReusedInWhateverOrderTheyCome() {
    Plan plan =
        new Plan(
            "p",
            List.of(
                job("c", List.of("b")),
                job("a", List.of()),
                job("b", List.of("a")),
                job("d", List.of("c"))));
    for (List<String> order : List.of(List.of("a", "b", "c"), List.of("c", "b", "a"))) {
      RunStatus status = new RunStatus(plan, new LinkedHashSet<>(order), "parent-1");

      assertThat(status.jobs())
          .as(order.toString())
          .extracting(JobSnapshot::state)
          .containsExactly(JobState.REUSED, JobState.REUSED, JobState.REUSED, JobState.QUEUED);
      assertThat(status.count(JobState.REUSED)).isEqualTo(3);
      assertThat(status.count(JobState.WAITING)).isZero();
      assertThat(status.takeQueued()).containsExactly(3);
    }
  }

  @Test
  void aTakeoverRetriesAJobOnce() {
    RunStatus status = begun(new Plan("p", List.of(job("a", List.of()), job("b", List.of()))));
    status.apply(new RunEvent.Started(2, "a", 1, List.of()));
    status.apply(new RunEvent.Ended(3, "a", 1, JobState.LOST, null, null, "", 3));

    assertThat(status.takeQueued()).containsExactly(1, 0);
    assertThat(status.takeQueued()).isEmpty();
  }

  @Test
  void aTakeoverFindsJobsThatEnded() {
    RunStatus status = begun(new Plan("p", List.of(job("a", List.of()))));
    status.apply(new RunEvent.Started(2, "a", 1, List.of()));

    assertThat(status.takeQueued()).isEmpty();
  }

  @Test
  void jobsThatDidNotBeginAreStoppedAndNotSkipped() {
    RunStatus status =
        begun(
            new Plan(
                "p",
                List.of(
                    job("a", List.of()),
                    job("b", List.of("a")),
                    job("c", List.of("b")),
                    job("other", List.of()),
                    job("bad", List.of()),
                    job("after-bad", List.of("bad")))));
    run(status, 4, JobState.FAILED);

    status.apply(new RunEvent.Stopping(4, RunEvent.Reason.REQUEST, "stopped on request"));

    assertThat(status.jobs().subList(0, 4))
        .extracting(JobSnapshot::state)
        .containsOnly(JobState.STOPPED);
    assertThat(status.job(5).state()).isEqualTo(JobState.SKIPPED);
    assertThat(status.state()).isEqualTo(RunState.STOPPED);
  }
}
