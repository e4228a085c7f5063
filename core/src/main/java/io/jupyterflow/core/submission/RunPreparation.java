package io.jupyterflow.core.submission;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.Schedules;
import io.jupyterflow.core.engine.Submission;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.flow.PlanChecks;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.settings.Settings;
import io.jupyterflow.core.submission.RunRequest.Purpose;
import io.jupyterflow.core.workflowfile.WorkflowFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes requests ready to run: the one way that all of them go.
public final class RunPreparation {

  private RunPreparation() {}

  /// Plans a flow and has an engine check it.
  ///
  /// @param engine the one that the request's settings name
  public static PreparedRun run(RunRequest request, Engine engine) {
    Settings settings = request.settings();
    Environment environment = environment(request.flow(), settings, engine);
    if (request.purpose() == Purpose.RUN) {
      engine.expectSubmit(environment);
    }
    WorkflowFile read = request.flow().plan(environment.variables(), request.planning());
    WorkflowFile.Schedule schedule = read.schedule();
    boolean isAsked = schedule != null || request.purpose() == Purpose.SCHEDULE;
    Schedules schedules = isAsked ? engine.schedules().orElse(null) : null;
    PlanResult planned = read.planned();
    if (schedule != null && schedules == null) {
      planned = unscheduled(planned, schedule, request.flow().file());
    }
    planned = engine.isRemote() ? PlanChecks.elsewhere(planned) : planned;
    // a plan can be shown anywhere; what is to run here must be here
    planned = request.purpose() == Purpose.SHOW ? planned : PlanChecks.strict(planned);
    Plan plan = planned.plan();
    List<Problem> found = all(settings.problems(), planned.problems());
    if (request.purpose() == Purpose.SCHEDULE && schedules == null) {
      found = all(found, List.of(noSchedules(engine)));
    }
    return prepared(
        engine,
        environment,
        new SubmitOptions(
            request.id(), settings.jobs().value(), request.failFast(), null, Set.of()),
        plan == null ? null : settings.appliedTo(plan),
        request.purpose() == Purpose.SHOW ? null : schedules,
        schedule == null || schedules == null ? null : schedule.text(),
        found);
  }

  /// Makes the plan of a run ready to run again, and has its engine check it.
  ///
  /// @param engine the run's
  public static PreparedRun rerun(RerunRequest request, Engine engine) {
    RunSnapshot parent = request.parent();
    Settings settings = request.settings();
    Environment environment = engine.environment(parent.id());
    return prepared(
        engine,
        engine.keepsEnvironments() ? environment : settings.appliedTo(environment),
        new SubmitOptions(
            request.id(),
            settings.jobs().value(),
            request.failFast(),
            parent.id(),
            request.reused()),
        parent.plan(),
        null,
        null,
        settings.problems());
  }

  private static PreparedRun prepared(
      Engine engine,
      Environment environment,
      SubmitOptions options,
      @Nullable Plan plan,
      @Nullable Schedules schedules,
      @Nullable String schedule,
      List<Problem> found) {
    if (plan == null) {
      return new PreparedRun(engine, environment, options, null, null, schedules, schedule, found);
    }
    Submission submission = engine.prepare(plan, environment, options);
    List<Problem> problems =
        all(found, schedules == null ? submission.problems() : schedules.check(plan, environment));
    return new PreparedRun(
        engine, environment, options, plan, submission, schedules, schedule, problems);
  }

  private static Environment environment(FlowInput flow, Settings settings, Engine engine) {
    Environment captured = engine.capture();
    return settings.appliedTo(
        new Environment(
            flow.directory().toString(),
            captured.variables(),
            captured.resources(),
            captured.engine()));
  }

  /// With what the user is told whose schedule can't be kept.
  private static PlanResult unscheduled(
      PlanResult planned, WorkflowFile.Schedule schedule, String file) {
    if (planned.plan() == null) {
      return planned;
    }
    Problem warning =
        Problem.warning(
            "schedule-not-registered",
            schedule.place(),
            "the schedule '"
                + schedule.text()
                + "' is not registered: this engine can't run flows on a schedule",
            Remedy.of("the flow runs once, now; to repeat it, put `", ActionKind.RUN_DETACHED, file)
                .then("` in your crontab"));
    return new PlanResult(planned.plan(), all(planned.problems(), List.of(warning)));
  }

  private static Problem noSchedules(Engine engine) {
    return Problem.error(
        "no-schedules",
        null,
        "the engine " + engine.name() + " can't run flows on a schedule",
        "choose an engine that can, or run the flow from a crontab");
  }

  private static List<Problem> all(List<Problem> first, List<Problem> second) {
    if (first.isEmpty()) {
      return second;
    }
    List<Problem> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
