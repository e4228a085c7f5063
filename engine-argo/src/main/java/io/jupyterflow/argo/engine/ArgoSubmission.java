package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.submit.PreparedWorkflow;
import io.jupyterflow.core.engine.Submission;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.kubernetes.cause.NodeCapacity;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A plan that is ready to run on a cluster.
record ArgoSubmission(
    ArgoSubmission.Cluster cluster,
    Plan plan,
    Environment environment,
    SubmitOptions options,
    PreparedWorkflow workflow)
    implements Submission {

  /// Where it is sent.
  record Cluster(KubeApi api, CallerContext notebook, KnownRuns runs) {}

  @Override
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(workflow.problems());
    problems.addAll(NodeCapacity.check(cluster.api(), plan, environment));
    return problems;
  }

  @Override
  public List<Map<String, ?>> documents() {
    return workflow.documents();
  }

  @Override
  public RunSnapshot submit() {
    KnownRuns runs = cluster.runs();
    runs.records().check();
    String id = options.id();
    if (id != null && runs.isRemembered(id, plan)) {
      return runs.run(id);
    }
    runs.checkReuse(options);
    KubeObject kept = accepted();
    RunSnapshot first = runs.accepted(kept, plan, environment, options);
    cluster.notebook().remembered().keep();
    return first;
  }

  private KubeObject accepted() {
    try {
      return workflow.send();
    } catch (JupyterFlowException.Refused e) {
      if (e.getCause() instanceof KubeException.Answered answered && answered.isNotFound()) {
        // no Argo Workflows, or no such namespace: everyone who chooses an engine asks again
        cluster.notebook().remembered().forget();
      }
      throw e;
    }
  }
}
