package io.jupyterflow.core.flow;

import io.jupyterflow.core.flow.check.MissingChecks;
import io.jupyterflow.core.plan.Planned;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// What must hold before a plan is run, beyond being shown.
public final class PlanChecks {

  private PlanChecks() {}

  /// The same, but a script or program that is missing or can't start is an error: for a plan that
  /// is to run here and now.
  public static Planned strict(Planned planned) {
    List<Problem> problems = new ArrayList<>(planned.problems().size());
    boolean error = false;
    for (Problem problem : planned.problems()) {
      Problem strict = isMissing(problem) ? asError(problem) : problem;
      error = error || strict.isError();
      problems.add(strict);
    }
    return new Planned(error ? null : planned.plan(), problems);
  }

  private static boolean isMissing(Problem problem) {
    return problem.code().equals(MissingChecks.SCRIPT)
        || problem.code().equals(MissingChecks.PROGRAM)
        || problem.code().equals(MissingChecks.FIRST_LINE);
  }

  private static Problem asError(Problem problem) {
    return Problem.error(problem.code(), problem.where(), problem.message(), problem.hint());
  }
}
