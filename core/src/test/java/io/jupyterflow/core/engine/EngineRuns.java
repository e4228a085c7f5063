package io.jupyterflow.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// Runs of written plans on an engine, as tests start them and wait for them.
public abstract class EngineRuns extends WrittenPlans {

  /// How long a test waits for what must come.
  protected static final Duration PATIENCE = Duration.ofSeconds(90);

  /// The engine under test; the same for all calls within one test.
  protected abstract Engine engine();

  protected String submit(Plan plan) {
    return submit(plan, SubmitOptions.DEFAULT);
  }

  protected String submit(Plan plan, SubmitOptions options) {
    return prepare(plan, options).submit().id();
  }

  /// Starts a run on another engine than the one under test.
  protected static String submitTo(Engine other, Plan plan) {
    return other.prepare(plan, other.capture(), SubmitOptions.DEFAULT).submit().id();
  }

  protected Submission prepare(Plan plan, SubmitOptions options) {
    return engine().prepare(plan, engine().capture(), options);
  }

  /// Waits for a state of a run that fits.
  protected RunSnapshot await(String id, Predicate<RunSnapshot> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    RunSnapshot now = engine().run(id);
    while (!wanted.test(now)) {
      assertThat(System.nanoTime() - deadline).as("patience, at " + now).isNegative();
      Optional<RunUpdate> next = engine().watch(id, now.revision(), Duration.ofSeconds(1));
      now = next.map(RunUpdate::run).orElse(now);
    }
    return now;
  }

  protected RunSnapshot finish(String id) {
    return await(id, run -> run.state().isTerminal());
  }

  protected RunSnapshot finish(Plan plan) {
    return finish(submit(plan));
  }

  /// All output of a job by now.
  protected String output(String id, String job) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (JobLog log = engine().log(id, job, false)) {
      while (!log.isComplete()) {
        all.writeBytes(log.poll());
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  protected static JobSnapshot job(RunSnapshot run, String name) {
    return run.job(name).orElseThrow();
  }
}
