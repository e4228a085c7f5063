package io.jupyterflow.core.engine;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Flows that an engine runs by the clock. Not every engine can: one that can't has none.
///
/// Methods that take a name throw [JupyterFlowException.NotFound] where there is no such schedule.
public interface Schedules {

  /// One of them.
  ///
  /// @param name by which it is found again
  /// @param cron five fields, or a name like `@daily`
  /// @param zone whose clock counts
  /// @param isSuspended whether it starts nothing at the moment
  /// @param last when it started a run last, or null
  /// @param jobs how many jobs a run of it has
  record Schedule(
      String name,
      String cron,
      ZoneId zone,
      boolean isSuspended,
      @Nullable Instant last,
      int jobs) {}

  /// What in this plan can't run by the clock, and what is otherwise than in a run of now, all at
  /// once.
  List<Problem> check(Plan plan, Environment environment);

  /// Adds a schedule.
  ///
  /// @param options how each of its runs is to go; their id is the schedule's name, or null to have
  ///   one made of the plan's
  /// @return its name
  /// @throws JupyterFlowException.Refused where the name is taken
  String add(Plan plan, Environment environment, SubmitOptions options, String cron, ZoneId zone);

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
