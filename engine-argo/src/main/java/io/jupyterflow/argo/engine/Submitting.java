package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.Problem;
import java.util.List;

/// How a plan becomes a Workflow, and gets to the cluster.
interface Submitting {

  /// What of a plan has no place in a Workflow.
  List<Problem> check(Plan plan, Environment environment);

  /// What would be sent, without secrets' values.
  String render(Plan plan, Environment environment);

  /// Makes the Workflow, or finds the one of an earlier try.
  ///
  /// @return the Workflow as the cluster keeps it
  KubeObject submit(Plan plan, Environment environment, SubmitOptions options);
}
