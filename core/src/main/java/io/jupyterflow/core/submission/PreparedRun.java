package io.jupyterflow.core.submission;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.Schedules;
import io.jupyterflow.core.engine.Submission;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.schedule.Timing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request made ready for an engine, and all that was found on the way. Nothing was started yet.
///
/// What needs a plan without an error throws [JupyterFlowException.InvalidFlow] with all problems
/// where there is an error.
public final class PreparedRun {

  private final Engine engine;
  private final Environment environment;
  private final SubmitOptions options;
  private final @Nullable Plan plan;
  private final @Nullable Submission submission;
  private final @Nullable Schedules schedules;
  private final @Nullable String schedule;
  private final List<Problem> problems;

  /// @param plan null where the flow has an error
  /// @param submission null in the same way
  /// @param schedules null where it is not a schedule
  /// @param schedule as cron writes it, or null where the flow doesn't say
  PreparedRun(
      Engine engine,
      Environment environment,
      SubmitOptions options,
      @Nullable Plan plan,
      @Nullable Submission submission,
      @Nullable Schedules schedules,
      @Nullable String schedule,
      List<Problem> problems) {
    this.engine = engine;
    this.environment = environment;
    this.options = options;
    this.plan = plan;
    this.submission = submission;
    this.schedules = schedules;
    this.schedule = schedule;
    this.problems = List.copyOf(problems);
  }

  /// Where it is to run.
  public Engine engine() {
    return engine;
  }

  /// What its jobs run in, with the settings applied.
  public Environment environment() {
    return environment;
  }

  /// How it runs.
  public SubmitOptions options() {
    return options;
  }

  /// Errors and warnings of settings, flow and engine, in this order. If the flow has an error, the
  /// engine wasn't asked.
  public List<Problem> problems() {
    return problems;
  }

  /// Whether nothing stands against it; there may be warnings.
  public boolean isReady() {
    for (Problem problem : problems) {
      if (problem.isError()) {
        return false;
      }
    }
    return true;
  }

  /// When the flow itself says it runs, as cron writes it; null where it doesn't, or the engine
  /// keeps no schedules.
  public @Nullable String schedule() {
    return schedule;
  }

  /// Whether it was prepared as a schedule, with [#register], and not to run now.
  public boolean isScheduled() {
    return schedules != null;
  }

  /// The plan, with the settings applied.
  public Plan plan() {
    if (plan == null) {
      throw new JupyterFlowException.InvalidFlow(problems);
    }
    return plan;
  }

  /// Exactly what a [#submit] would send or start: see [Submission#documents].
  public List<Map<String, ?>> documents() {
    return submission().documents();
  }

  /// Starts the run: see [Submission#submit].
  public RunSnapshot submit() {
    if (schedules != null) {
      throw new IllegalStateException("it was prepared as a schedule");
    }
    return submission().submit();
  }

  /// Has the engine keep it as a schedule: see [Schedules#add].
  ///
  /// @return the schedule's name
  public String register(Timing timing) {
    Schedules keeper = schedules;
    if (keeper == null) {
      throw new IllegalStateException("it is to run now");
    }
    requireReady();
    return keeper.add(plan(), environment, options, timing);
  }

  private Submission submission() {
    requireReady();
    if (submission == null) {
      throw new JupyterFlowException.InvalidFlow(problems);
    }
    return submission;
  }

  private void requireReady() {
    if (!isReady()) {
      throw new JupyterFlowException.InvalidFlow(problems);
    }
  }
}
