package io.jupyterflow.core.engine;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.schedule.Timing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Flows that an engine runs on a schedule. Not every engine can: one that can't has none.
///
/// Methods that take a name throw [JupyterFlowException.NotFound] where there is no such schedule.
public interface Schedules {

  /// One of them.
  ///
  /// @param name by which it is found again
  /// @param cron five fields, or a name like `@daily`
  /// @param zone whose clock counts, as the engine has it
  /// @param isSuspended whether it starts nothing at the moment
  /// @param last when it started a run last, or null
  /// @param next when it is to start one, or null where it won't
  /// @param jobs how many jobs a run of it has
  /// @param trouble why it starts nothing though it should, or null where nothing shows
  record Schedule(
      String name,
      String cron,
      String zone,
      boolean isSuspended,
      @Nullable Instant last,
      @Nullable Instant next,
      int jobs,
      @Nullable Trouble trouble) {}

  /// Why a schedule starts nothing.
  ///
  /// @param what as in "the schedule nightly …": `does not run: …`
  /// @param remedy what to do
  record Trouble(String what, Remedy remedy) {}

  /// What in this plan can't run on a schedule, and what is otherwise than in a run of now, all at
  /// once.
  List<Problem> check(Plan plan, Environment environment);

  /// Adds a schedule.
  ///
  /// @param options how each of its runs is to go; their id is the schedule's name, or null to have
  ///   one made of the plan's
  /// @return its name
  /// @throws JupyterFlowException.Refused where the name is taken, or where it is there and starts
  ///   nothing
  String add(Plan plan, Environment environment, SubmitOptions options, Timing timing);

  /// All of the user, by name.
  List<Schedule> list();

  /// Starts nothing more until it is resumed; what runs goes on.
  void suspend(String name);

  /// Starts runs again.
  void resume(String name);

  /// Starts a run now.
  ///
  /// @return the run's id
  String run(String name);

  /// Removes a schedule with all the engine keeps of it; what its runs left on the user's disk
  /// stays.
  ///
  /// @throws JupyterFlowException.Refused while a run of it goes on
  void delete(String name);
}
