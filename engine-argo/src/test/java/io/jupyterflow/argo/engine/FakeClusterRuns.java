package io.jupyterflow.argo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.argo.compile.SomeEnvironment;
import io.jupyterflow.argo.fake.FakeController;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.kubernetes.fake.FakeCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Runs on a cluster that answers as a test wants it.
abstract class FakeClusterRuns extends WrittenPlans {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  final FakeCluster cluster = new FakeCluster("hub");
  FakeController controller;
  Path home;

  @BeforeEach
  void up() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    controller = new FakeController(cluster, Files.createDirectory(folder.resolve("pods")));
  }

  @AfterEach
  void down() {
    controller.close();
    cluster.close();
  }

  /// @param shared the home that jobs have, or null where they have none
  ArgoEngine engine(@Nullable Path shared) {
    Environment environment =
        SomeEnvironment.plain(home.toString(), shared == null ? null : shared.toString(), Map.of());
    return new ArgoEngine(
        cluster, new CallerContext("hub", home, () -> environment), Clock.systemUTC());
  }

  static String submit(Engine engine, Plan plan) {
    return engine.prepare(plan, engine.capture(), SubmitOptions.DEFAULT).submit().id();
  }

  static RunSnapshot await(Engine engine, String id, Predicate<RunSnapshot> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    RunSnapshot now = engine.run(id);
    while (!wanted.test(now)) {
      assertThat(System.nanoTime() - deadline).as("patience, at " + now).isNegative();
      now =
          engine.watch(id, now.revision(), Duration.ofMillis(500)).map(RunUpdate::run).orElse(now);
    }
    return now;
  }

  static boolean isRunning(RunSnapshot run, String job) {
    return run.job(job).orElseThrow().state() == JobState.RUNNING;
  }

  static String output(Engine engine, String id, String job) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (JobLog log = engine.log(id, job, true)) {
      while (!log.isComplete()) {
        all.writeBytes(log.poll());
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /// A run of one job that runs until it is let go.
  RunSnapshot waiting(Engine engine) {
    String job = "until test -e " + home.resolve("go") + "; do sleep 0.05; done";
    String id = submit(engine, plan(shell("wait", job)));
    return await(engine, id, run -> isRunning(run, "wait"));
  }

  void letGo() throws IOException {
    Files.createFile(home.resolve("go"));
  }

  /// The end of a run, for which nobody asks anew.
  static RunSnapshot end(Engine engine, RunSnapshot run) {
    RunSnapshot now = run;
    while (!now.state().isTerminal()) {
      now = engine.watch(run.id(), now.revision(), PATIENCE).map(RunUpdate::run).orElseThrow();
    }
    return now;
  }
}
