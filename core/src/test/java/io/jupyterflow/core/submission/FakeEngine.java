package io.jupyterflow.core.submission;

import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.engine.EngineDescriptor.Ability;
import io.jupyterflow.core.engine.Schedules;
import io.jupyterflow.core.engine.Submission;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.UnaskedEngine;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.run.RunSummary;
import io.jupyterflow.core.schedule.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An engine that notes what it is asked for and runs nothing. It takes no job called `huge`.
final class FakeEngine extends UnaskedEngine {

  /// What it was asked for, in order.
  final List<String> asked = new ArrayList<>();

  /// What jobs of this engine get.
  Map<String, String> variables = Map.of("PATH", "/usr/bin:/bin");

  boolean isRemote;
  boolean keepsEnvironments = true;
  boolean keepsSchedules;

  private final Map<String, RunSnapshot> runs = new LinkedHashMap<>();

  private record NoPart() implements Environment.EngineEnvironment {}

  @Override
  public EngineDescriptor descriptor() {
    return new EngineDescriptor(
        "fake",
        "nowhere",
        isRemote,
        keepsEnvironments ? Set.of(Ability.ENVIRONMENTS) : Set.of(),
        "nothing",
        EngineDescriptor.Format.JSON,
        List.of());
  }

  @Override
  public Environment capture() {
    return new Environment("/", variables, Resources.UNSTATED, new NoPart());
  }

  @Override
  public Environment environment(String id) {
    return new Environment("/of/" + id, variables, Resources.UNSTATED, new NoPart());
  }

  @Override
  public void expectSubmit(Environment environment) {
    asked.add("expect");
  }

  @Override
  public Submission prepare(Plan plan, Environment environment, SubmitOptions options) {
    asked.add("prepare");
    return new Submission() {
      @Override
      public List<Problem> problems() {
        asked.add("check");
        return tooLarge(plan);
      }

      @Override
      public List<Map<String, ?>> documents() {
        asked.add("show");
        return List.of(Map.of("plan", plan.name(), "in", environment.workingDirectory()));
      }

      @Override
      public RunSnapshot submit() {
        asked.add("submit");
        String id = options.id() == null ? "made" : options.id();
        List<JobSnapshot> jobs = new ArrayList<>();
        for (Job job : plan.jobs()) {
          jobs.add(new JobSnapshot(job.name(), JobState.WAITING, List.of(), ""));
        }
        RunSnapshot run =
            new RunSnapshot(
                id,
                name(),
                RunState.PENDING,
                plan,
                jobs,
                Instant.EPOCH,
                null,
                null,
                options.parent(),
                1,
                "");
        runs.put(id, run);
        return run;
      }
    };
  }

  private static List<Problem> tooLarge(Plan plan) {
    List<Problem> problems = new ArrayList<>();
    for (Job job : plan.jobs()) {
      if (job.name().equals("huge")) {
        problems.add(Problem.error("too-large", null, job.name() + " is too large", ""));
      }
    }
    return problems;
  }

  @Override
  public Optional<Schedules> schedules() {
    return keepsSchedules ? Optional.of(new Kept()) : Optional.empty();
  }

  private final class Kept implements Schedules {

    @Override
    public List<Problem> check(Plan plan, Environment environment) {
      asked.add("check schedule");
      return tooLarge(plan);
    }

    @Override
    public String add(Plan plan, Environment environment, SubmitOptions options, Timing timing) {
      asked.add("add " + timing.recurrence().text());
      return options.id() == null ? "made" : options.id();
    }

    @Override
    public List<Schedule> list() {
      return List.of();
    }

    @Override
    public void suspend(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void resume(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String run(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String name) {
      throw new UnsupportedOperationException();
    }
  }

  @Override
  public List<RunSummary> runs() {
    return runs.values().stream().map(RunSnapshot::summary).toList();
  }

  @Override
  public List<String> ids() {
    return List.copyOf(runs.keySet());
  }

  @Override
  public RunSnapshot run(String id) {
    asked.add("run");
    RunSnapshot found = runs.get(id);
    if (found == null) {
      throw RunErrors.noRun(id);
    }
    return found;
  }
}
