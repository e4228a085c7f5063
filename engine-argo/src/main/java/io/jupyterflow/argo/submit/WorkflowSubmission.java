package io.jupyterflow.argo.submit;

import io.jupyterflow.argo.capture.ArgoEnvironment;
import io.jupyterflow.argo.compile.CompiledWorkflow;
import io.jupyterflow.argo.compile.RunNames;
import io.jupyterflow.argo.compile.WorkflowCompiler;
import io.jupyterflow.argo.kube.KubeApi;
import io.jupyterflow.argo.kube.KubeErrors;
import io.jupyterflow.argo.kube.KubeException;
import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.argo.kube.Paths;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.random.RandomGenerator;

/// Starts runs on a cluster.
///
/// There is one Workflow for an id, and its mark tells whether it is of this plan and environment.
/// Whoever submits the same again finds the run, and completes what a crash left: see
/// [IdempotentCreate].
public final class WorkflowSubmission {

  /// How many ids are tried where each is taken by another run.
  private static final int TRIES = 8;

  private final IdempotentCreate creation;
  private final RandomGenerator random;

  /// @param api one that makes calls again
  /// @param random one that nobody can guess
  public WorkflowSubmission(KubeApi api, RandomGenerator random) {
    this.creation = new IdempotentCreate(api);
    this.random = random;
  }

  /// Starts a run, or finds it where it was started before.
  ///
  /// @param environment captured by this engine
  /// @return the Workflow as the cluster keeps it; its name is the run's id
  /// @throws JupyterFlowException.Refused where the cluster says no, or the id belongs to another
  ///   run
  /// @throws JupyterFlowException.Unreachable where nobody knows: the same id may be submitted
  ///   again
  public KubeObject submit(Plan plan, Environment environment, SubmitOptions options) {
    String id = options.id();
    if (id != null) {
      RunNames.check(id);
      return submit(plan, environment, options, id);
    }
    for (int tries = 1; ; tries++) {
      String next = RunNames.next(plan.name(), random);
      try {
        return submit(plan, environment, options, next);
      } catch (IdempotentCreate.Taken e) {
        if (tries == TRIES) {
          throw refused(next, e);
        }
      }
    }
  }

  private KubeObject submit(Plan plan, Environment environment, SubmitOptions options, String id) {
    ArgoEnvironment argo = (ArgoEnvironment) environment.engine();
    CompiledWorkflow compiled =
        WorkflowCompiler.compile(plan, environment, options, id, RunNames.secret(id, random));
    RunFolderStart folder = RunFolderStart.of(compiled.workflow(), plan);
    folder.make();
    try {
      return creation.create(Paths.workflows(argo.namespace()), compiled);
    } catch (IdempotentCreate.Taken e) {
      folder.remove();
      if (options.id() == null) {
        throw e;
      }
      throw refused(id, e);
    } catch (KubeException e) {
      JupyterFlowException told = KubeErrors.of("starting the run " + id, e);
      if (told instanceof JupyterFlowException.Refused) {
        folder.remove();
        throw told;
      }
      throw new JupyterFlowException.Unreachable(
          told.getMessage() + " Whether the run was accepted is not known.",
          Remedy.of("try again with --id " + id + ", which starts the run once and no more"),
          e);
    }
  }

  private static JupyterFlowException refused(String id, IdempotentCreate.Taken e) {
    return new JupyterFlowException.Refused(
        "The id '"
            + id
            + "' belongs to "
            + (e.isOurs()
                ? "a run of another plan or in another environment."
                : "a Workflow that is no run of JupyterFlow."),
        e.isOurs()
            ? Remedy.of("choose another id, or look at that run: ", ActionKind.SHOW_RUN, id)
            : Remedy.of("choose another id"),
        e);
  }
}
