package io.jupyterflow.core.plan;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What planning came to.
///
/// @param plan null exactly when a problem is an error
/// @param problems errors and warnings, in the order of the text
public record PlanResult(@Nullable Plan plan, List<Problem> problems) {

  public PlanResult {
    problems = List.copyOf(problems);
    if ((plan == null) != problems.stream().anyMatch(Problem::isError)) {
      throw new IllegalArgumentException("a plan exists exactly when there is no error");
    }
  }

  /// The plan.
  ///
  /// @throws JupyterFlowException.InvalidFlow with all problems where there is none
  public Plan orThrow() {
    if (plan == null) {
      throw new JupyterFlowException.InvalidFlow(problems);
    }
    return plan;
  }
}
