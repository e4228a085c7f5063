package io.jupyterflow.core.problem;

/// What a user can have JupyterFlow do about a problem. Each front end has its own form for them:
/// the command line a command to paste, a page a button.
public enum ActionKind {
  /// Start a run; about: the flow, or nothing for the flow that the user has.
  RUN,
  /// Start a run and leave it in the background; about: a workflow file, or nothing.
  RUN_DETACHED,
  /// Start a run of which more jobs go on at once.
  RUN_MORE_AT_ONCE,
  /// Use another engine; about: its name.
  USE_ENGINE,
  /// Use the engine of this machine.
  USE_THIS_MACHINE,
  /// List the runs.
  LIST_RUNS,
  /// Show a run; about: its id.
  SHOW_RUN,
  /// Follow a run until its end; about: its id.
  WATCH_RUN,
  /// Stop a run; about: its id.
  STOP_RUN,
  /// Remove a run; about: its id, or nothing for any.
  DELETE_RUN,
  /// Run a flow again; about: the id of its run.
  RERUN,
  /// Run again what did not succeed; about: the id of the run.
  RERUN_FAILED,
  /// Read the output of jobs; about: the run and a job, the run alone, or nothing for any.
  READ_LOGS,
  /// Show the environment that jobs get.
  SHOW_ENVIRONMENT,
  /// Check that runs work here.
  RUN_DOCTOR,
  /// Add a schedule.
  ADD_SCHEDULE,
  /// List the schedules.
  LIST_SCHEDULES,
  /// Start a run of a schedule now; about: its name.
  RUN_SCHEDULE,
  /// Remove a schedule; about: its name.
  DELETE_SCHEDULE
}
