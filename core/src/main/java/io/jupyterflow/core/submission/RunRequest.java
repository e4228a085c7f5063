package io.jupyterflow.core.submission;

import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.settings.Settings;
import org.jspecify.annotations.Nullable;

/// What somebody wants run, as values.
///
/// @param planning what is said of all its jobs, over what the flow says
/// @param settings in force, with what was wrong in their files
/// @param id the run's or the schedule's name, or null to have one made
/// @param failFast whether the first failure stops the jobs that still run
public record RunRequest(
    FlowInput flow,
    PlanOptions planning,
    Settings settings,
    @Nullable String id,
    boolean failFast,
    Purpose purpose) {

  /// What is to happen to the flow.
  public enum Purpose {
    /// It runs now; a file that says when it runs becomes a schedule where the engine keeps those.
    RUN,
    /// It runs on a schedule.
    SCHEDULE,
    /// It is only shown: what is missing here is no obstacle then.
    SHOW
  }
}
