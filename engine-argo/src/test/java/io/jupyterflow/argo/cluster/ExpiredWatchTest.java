package io.jupyterflow.argo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.argo.engine.ArgoEngine;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real server answers 410 Gone to who goes on from a version that it no longer knows: one that
/// was started since begins with what there is.
@Tag("cluster")
class ExpiredWatchTest {

  private static final long PATIENCE = Duration.ofMinutes(5).toNanos();

  @TempDir Path folder;

  @AutoClose private RealCluster cluster;

  @BeforeEach
  void open() throws IOException {
    OwnServer.assumeOurs();
    cluster = RealCluster.open();
  }

  @Test
  void followingGoesOnFromAVersionThatTheServerHasForgotten() throws IOException {
    Path home = folder.toRealPath();
    Engine engine = engine(new SleepyApi(cluster.single(), KubeObject.EMPTY), home);
    Plan plan =
        new Plan(
            "expired",
            List.of(
                job("first", "touch begun; until test -e go; do sleep 0.2; done"),
                job("second", "echo two", "first"),
                job("third", "exit 3", "first"),
                job("fourth", "echo four", "third")));
    String id = engine.prepare(plan, engine.capture(), SubmitOptions.DEFAULT).submit().id();
    KubeObject early = cluster.api().get(cluster.workflows() + "/" + id);
    Path begun = home.resolve("begun");
    until(engine, engine.run(id), run -> Files.exists(begun) && isRunning(run, "first"));
    OwnServer.restart();

    SleepyApi api = new SleepyApi(cluster.single(), early);
    Engine awake = engine(api, home);
    RunSnapshot first = awake.run(id);
    RunSnapshot caughtUp = until(awake, first, run -> isRunning(run, "first"));
    Files.createFile(home.resolve("go"));
    RunSnapshot end = until(awake, caughtUp, run -> run.state().isTerminal());

    assertThat(first.jobs()).noneMatch(job -> job.state() == JobState.RUNNING);
    assertThat(api.events())
        .filteredOn(event -> event.text("type").equals("ERROR"))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.object("object").number("code")).isEqualTo(410);
          assertThat(event.text("object", "message")).contains("too old resource version");
        });
    assertThat(end.state()).isEqualTo(RunState.FAILED);
    assertThat(end.jobs())
        .extracting(JobSnapshot::state)
        .containsExactly(JobState.SUCCEEDED, JobState.SUCCEEDED, JobState.FAILED, JobState.SKIPPED);
    awake.delete(id);
  }

  private Engine engine(SleepyApi api, Path home) {
    return new ArgoEngine(api, HomeHere.of(cluster, home), Clock.systemUTC());
  }

  private static Job job(String name, String text, String... needs) {
    return Job.of(name, new Command.Shell(text), List.of(needs));
  }

  private static boolean isRunning(RunSnapshot run, String job) {
    return run.job(job).orElseThrow().state() == JobState.RUNNING;
  }

  /// Follows by the watch alone: asking for the run would read it anew.
  private static RunSnapshot until(Engine engine, RunSnapshot from, Predicate<RunSnapshot> wanted) {
    long deadline = System.nanoTime() + PATIENCE;
    RunSnapshot now = from;
    while (!wanted.test(now)) {
      assertThat(System.nanoTime() - deadline).as("patience, at %s", now.jobs()).isNegative();
      now =
          engine
              .watch(from.id(), now.revision(), Duration.ofSeconds(1))
              .map(RunUpdate::run)
              .orElse(now);
    }
    return now;
  }
}
