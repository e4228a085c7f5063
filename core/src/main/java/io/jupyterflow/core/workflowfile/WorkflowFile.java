package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.SourceLocation;
import org.jspecify.annotations.Nullable;

/// What a workflow file came to.
///
/// @param planned its plan, or all that is wrong with it
/// @param schedule when it is to run, or null where it doesn't say
public record WorkflowFile(PlanResult planned, @Nullable Schedule schedule) {

  /// When a flow is to run, as cron writes it.
  ///
  /// @param text five fields, or a name like `@daily`
  /// @param place where the file says so
  public record Schedule(String text, SourceLocation place) {}
}
