package io.jupyterflow.local.engine;

import io.jupyterflow.core.engine.Submission;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.local.schedule.CapacityProbe;
import java.util.List;
import java.util.Map;

/// A plan that is ready to run on this machine.
record LocalSubmission(
    RunCreator creator,
    CapacityProbe probe,
    Plan plan,
    Environment environment,
    SubmitOptions options)
    implements Submission {

  @Override
  public List<Problem> problems() {
    return PlanCheck.problems(plan, environment, probe);
  }

  @Override
  public List<Map<String, ?>> documents() {
    return CommandPreview.of(plan, environment);
  }

  @Override
  public RunSnapshot submit() {
    List<String> gpus = probe.gpus(environment.variables().get(PlanCheck.VISIBLE_GPUS));
    return creator.begin(plan, environment, options, gpus);
  }
}
