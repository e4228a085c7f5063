package io.jupyterflow.argo.submit;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.kubernetes.client.KubeApi;
import java.util.random.RandomGenerator;

/// Starts runs on a cluster.
public final class WorkflowSubmission {

  private final IdempotentCreate creation;
  private final RandomGenerator random;

  /// @param api one that makes calls again
  /// @param random one that nobody can guess
  public WorkflowSubmission(KubeApi api, RandomGenerator random) {
    this.creation = new IdempotentCreate(api);
    this.random = random;
  }

  /// Makes a run's Workflow ready to be sent; nothing is compiled before it is needed.
  ///
  /// @param environment captured by this engine
  public PreparedWorkflow prepare(Plan plan, Environment environment, SubmitOptions options) {
    return new PreparedWorkflow(creation, random, plan, environment, options);
  }
}
