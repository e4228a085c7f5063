package io.jupyterflow.core.flow;

import io.jupyterflow.core.flow.check.CommandChecks;
import io.jupyterflow.core.flow.check.MissingChecks;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What must hold before a plan is run, beyond being shown.
public final class PlanChecks {

  private static final String WHO_READS_IT =
      "everyone who can see runs or pods of the namespace can read it there, in the command and"
          + " in the plan: "
          + CommandChecks.AS_VARIABLE
          + "; it travels in a Secret";

  private static final String NOT_HERE = "program-not-here";

  private static final Set<String> DEVICES =
      Set.of(
          "nvidia-smi",
          "nvidia-debugdump",
          "nvidia-cuda-mps-control",
          "rocm-smi",
          "amd-smi",
          "xpu-smi",
          "neuron-ls",
          "neuron-top");

  private PlanChecks() {}

  /// The same, but a script or program that is missing or can't start is an error: for a plan that
  /// is to run here and now.
  public static PlanResult strict(PlanResult planned) {
    List<Problem> problems = new ArrayList<>(planned.problems().size());
    boolean error = false;
    for (Problem problem : planned.problems()) {
      Problem strict = isMissing(problem) ? asError(problem) : problem;
      error = error || strict.isError();
      problems.add(strict);
    }
    return new PlanResult(error ? null : planned.plan(), problems);
  }

  /// The same for a plan whose jobs run elsewhere: a program that is not here, and that nothing
  /// here resembles, may be in the jobs' image, or on a machine with a GPU; and others read what is
  /// written there.
  public static PlanResult elsewhere(PlanResult planned) {
    List<Problem> problems = new ArrayList<>(planned.problems().size());
    for (Problem problem : planned.problems()) {
      if (problem.code().equals(CommandChecks.SECRET_WORD)) {
        problems.add(
            Problem.warning(problem.code(), problem.where(), problem.message(), WHO_READS_IT));
      } else if (!problem.code().equals(MissingChecks.UNKNOWN)) {
        problems.add(problem);
      } else if (!isOfMachine(problem.message())) {
        problems.add(
            Problem.warning(
                NOT_HERE,
                problem.where(),
                problem.message() + " here",
                "the jobs' image or machine may have it, so this is no obstacle; a job that does"
                    + " not find it fails with exit code 127"));
      }
    }
    return new PlanResult(planned.plan(), problems);
  }

  /// Whether it is a program that comes with a machine's devices, and with no image.
  private static boolean isOfMachine(String message) {
    String name = message.substring(message.lastIndexOf(' ') + 1);
    return DEVICES.contains(name.substring(name.lastIndexOf('/') + 1));
  }

  private static boolean isMissing(Problem problem) {
    return problem.code().equals(MissingChecks.SCRIPT)
        || problem.code().equals(MissingChecks.PROGRAM)
        || problem.code().equals(MissingChecks.UNKNOWN)
        || problem.code().equals(MissingChecks.FIRST_LINE);
  }

  private static Problem asError(Problem problem) {
    String code =
        problem.code().equals(MissingChecks.UNKNOWN) ? MissingChecks.PROGRAM : problem.code();
    return Problem.error(code, problem.where(), problem.message(), problem.remedy());
  }
}
