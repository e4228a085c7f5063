package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.PrivateFolders;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that the real kernel kills for memory, in a container as far as that matters: supervisor
/// and jobs share one control group and its limit. Needs the right to make one.
final class OutOfMemoryTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long MIB = 1L << 20;

  /// Far above what the supervisor itself has, for the kernel kills the largest.
  private static final long LIMIT = 320 * MIB;

  private static final String GREEDY = "python3 -c 'x = bytearray(400 << 20)'";

  @TempDir Path home;
  @TempDir Path work;
  private MemoryGroup group;
  private LocalEngine engine;
  private Environment environment;

  @BeforeEach
  void limit() throws IOException {
    group = MemoryGroup.make("jupyterflow-" + ProcessHandle.current().pid(), LIMIT);
    engine = UsersEngine.of(home, work);
    environment = engine.capture();
    PrivateFolders.in(home).makeRuns();
    // A supervisor that waits for its run is put into the group before the run begins.
    engine.expectSubmit(environment);
    group.take(Supervisors.awaited(home).keySet().iterator().next());
  }

  @AfterEach
  void remove() throws IOException {
    if (group != null) {
      Until.holds("the supervisor's end", () -> Supervisors.of(home).isEmpty());
      group.remove();
    }
  }

  private String submit(Job... jobs) {
    return engine
        .prepare(
            new Plan("p", List.of(jobs)),
            environment,
            SubmitOptionsBuilder.defaults().width(4).build())
        .submit()
        .id();
  }

  private static Job asking(String name, String text, long memory, Retries retries) {
    return Job.of(name, new Command.Shell(text), List.of())
        .withResources(new Resources(null, memory, null))
        .withRetries(retries);
  }

  @Test
  void attemptEndsAsOomAndSaysWhatItUsedAndWhatToAskFor() throws IOException {
    String id = submit(Job.of("greedy", new Command.Shell(GREEDY), List.of()));

    RunSnapshot run = Finish.of(engine, id, PATIENCE);

    Attempt attempt = run.job("greedy").orElseThrow().attempts().getFirst();
    assertThat(attempt.exitCode()).isEqualTo(137);
    assertThat(attempt.cause()).isEqualTo(RetryCause.OOM);
    Explanation why = engine.explain(id, "greedy");
    assertThat(why.cause())
        .matches(
            "greedy ran out of memory and was killed when it used about [0-9]+ MiB;"
                + " all that runs here may use 320 MiB");
    assertThat(why.fix().toString()).contains("--memory");
  }

  @Test
  void nextAttemptHasTwiceTheMemoryToItself() throws IOException {
    Retries retries = new Retries(1, Set.of(RetryCause.OOM), Duration.ZERO, BigDecimal.valueOf(2));
    // Beside each other at first; twice the memory is free only once the neighbour is done.
    String id =
        submit(
            asking("greedy", "test -e once || { touch once; " + GREEDY + "; }", 100 * MIB, retries),
            asking(
                "neighbour", "until test -e go; do sleep 0.05; done", 150 * MIB, Retries.UNSTATED));
    RunSnapshot killed =
        Finish.when(
            engine,
            id,
            PATIENCE,
            run ->
                run.job("greedy").orElseThrow().attempts().stream()
                    .anyMatch(a -> a.cause() == RetryCause.OOM));
    Files.createFile(work.resolve("go"));

    RunSnapshot run = Finish.of(engine, id, PATIENCE);

    assertThat(killed.job("neighbour").orElseThrow().state()).isEqualTo(JobState.RUNNING);
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    JobSnapshot greedy = run.job("greedy").orElseThrow();
    assertThat(greedy.attempts()).hasSize(2);
    assertThat(greedy.attempts().getLast().startedAt())
        .isAfterOrEqualTo(run.job("neighbour").orElseThrow().finishedAt().orElseThrow());
  }

  @Test
  void killByAHandIsNoLackOfMemory() throws IOException {
    String id = submit(Job.of("a", new Command.Shell("kill -9 $$"), List.of()));

    Attempt attempt = Finish.of(engine, id, PATIENCE).job("a").orElseThrow().attempts().getFirst();

    assertThat(attempt.cause()).isEqualTo(RetryCause.FAILED);
    assertThat(attempt.message()).isEqualTo("ended by signal KILL");
  }
}
