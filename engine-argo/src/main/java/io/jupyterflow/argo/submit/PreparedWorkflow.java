package io.jupyterflow.argo.submit;

import io.jupyterflow.argo.api.Paths;
import io.jupyterflow.argo.compile.CompiledWorkflow;
import io.jupyterflow.argo.compile.RunNames;
import io.jupyterflow.argo.compile.WorkflowCompiler;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeErrors;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A run's Workflow, compiled once: it is sent as it was measured. For one thread.
///
/// There is one Workflow for an id, and its mark tells whether it is of this plan and environment.
/// Everyone who submits the same again finds the run, and completes what a crash left: see
/// [IdempotentCreate].
public final class PreparedWorkflow {

  /// How many ids are tried where each is taken by another run.
  private static final int TRIES = 8;

  private final IdempotentCreate creation;
  private final RandomGenerator random;
  private final Plan plan;
  private final Environment environment;
  private final SubmitOptions options;
  private @Nullable CompiledWorkflow compiled;

  PreparedWorkflow(
      IdempotentCreate creation,
      RandomGenerator random,
      Plan plan,
      Environment environment,
      SubmitOptions options) {
    this.creation = creation;
    this.random = random;
    this.plan = plan;
    this.environment = environment;
    this.options = options;
  }

  /// What in this plan can't be sent, all at once.
  public List<Problem> problems() {
    return WorkflowCompiler.check(plan, environment, this::compiled);
  }

  /// Exactly what would be sent; what looks like a secret is `***`.
  public List<Map<String, ?>> documents() {
    return WorkflowCompiler.render(plan, environment, options);
  }

  /// Starts the run, or finds it where it was started before.
  ///
  /// @return the Workflow as the cluster keeps it; its name is the run's id
  /// @throws JupyterFlowException.Refused where the cluster says no, or the id belongs to another
  ///   run
  /// @throws JupyterFlowException.Unreachable where nobody knows: the same id may be submitted
  ///   again
  public KubeObject send() {
    String id = options.id();
    if (id != null) {
      RunNames.check(id);
      return send(compiled());
    }
    for (int tries = 1; ; tries++) {
      CompiledWorkflow next = compiled();
      try {
        return send(next);
      } catch (IdempotentCreate.Taken e) {
        compiled = null;
        if (tries == TRIES) {
          throw refused(next.workflow().name(), e);
        }
      }
    }
  }

  private CompiledWorkflow compiled() {
    CompiledWorkflow known = compiled;
    if (known == null) {
      String wanted = options.id();
      String id = wanted == null ? RunNames.next(plan.name(), random) : wanted;
      known = WorkflowCompiler.compile(plan, environment, options, id, RunNames.secret(id, random));
      compiled = known;
    }
    return known;
  }

  private KubeObject send(CompiledWorkflow sent) {
    PodEnvironment argo = (PodEnvironment) environment.engine();
    String id = sent.workflow().name();
    RunFolderStart folder = RunFolderStart.of(sent.workflow(), plan);
    folder.make();
    try {
      return creation.create(Paths.workflows(argo.namespace()), sent);
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
                : "a Workflow that JupyterFlow did not start."),
        e.isOurs()
            ? Remedy.of("choose another id, or look at that run: ", ActionKind.SHOW_RUN, id)
            : Remedy.of("choose another id"),
        e);
  }
}
