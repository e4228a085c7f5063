package io.jupyterflow.argo.submit;

import io.jupyterflow.argo.capture.ArgoEnvironment;
import io.jupyterflow.argo.compile.Compiled;
import io.jupyterflow.argo.compile.Marks;
import io.jupyterflow.argo.compile.RunNames;
import io.jupyterflow.argo.compile.WorkflowCompiler;
import io.jupyterflow.argo.kube.Changes;
import io.jupyterflow.argo.kube.KubeApi;
import io.jupyterflow.argo.kube.KubeException;
import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.argo.kube.Paths;
import io.jupyterflow.argo.kube.Refusals;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Starts runs on a cluster.
///
/// The client chooses the Workflow's name, so a create that is made twice, or that nobody answered,
/// finds itself: there is one Workflow for an id, and its mark tells whether it is of this plan and
/// environment.
///
/// A run with secrets is created suspended; then comes its Secret, which it owns, and then it is
/// resumed. Whoever submits the same again completes what a crash in between left: nothing runs
/// without its Secret, and no Secret is without a Workflow.
public final class Submission {

  /// How many ids are tried where each is taken by another run, and how often something is created
  /// again that was deleted in between.
  private static final int TRIES = 8;

  private final KubeApi api;
  private final RandomGenerator random;

  /// @param api one that makes calls again
  public Submission(KubeApi api, RandomGenerator random) {
    this.api = api;
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
      } catch (Taken e) {
        if (tries == TRIES) {
          throw refused(next, e);
        }
      }
    }
  }

  private KubeObject submit(Plan plan, Environment environment, SubmitOptions options, String id) {
    ArgoEnvironment argo = (ArgoEnvironment) environment.engine();
    Compiled compiled = WorkflowCompiler.compile(plan, environment, options, id);
    RunFolderStart folder = RunFolderStart.of(compiled.workflow(), plan);
    folder.make();
    try {
      KubeObject workflow = created(compiled.workflow(), argo.namespace(), id);
      return complete(workflow, compiled.secret(), argo.namespace(), id);
    } catch (Taken e) {
      folder.remove();
      if (options.id() == null) {
        throw e;
      }
      throw refused(id, e);
    } catch (KubeException e) {
      JupyterFlowException told = Refusals.of("starting the run " + id, e);
      if (told instanceof JupyterFlowException.Refused) {
        folder.remove();
        throw told;
      }
      throw new JupyterFlowException.Unreachable(
          told.getMessage()
              + " Whether the run was accepted is not known; with --id "
              + id
              + " it is started once and no more.",
          e);
    }
  }

  private static JupyterFlowException refused(String id, Taken e) {
    return new JupyterFlowException.Refused(
        "The id '"
            + id
            + "' belongs to "
            + e.owner
            + ". Choose another id"
            + (e.isOurs ? ", or look at it: jupyterflow show " + id : "."),
        e);
  }

  /// The id is that of something else.
  private static final class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String owner;
    private final boolean isOurs;

    Taken(String owner, boolean isOurs, Throwable cause) {
      super(owner, cause);
      this.owner = owner;
      this.isOurs = isOurs;
    }
  }

  private KubeObject created(KubeObject workflow, String namespace, String id) {
    for (int tries = 1; ; tries++) {
      try {
        return api.create(Paths.workflows(namespace) + Paths.STRICT, workflow);
      } catch (KubeException.Answered e) {
        if (!e.isConflict()) {
          throw e;
        }
        KubeObject there = found(Paths.workflows(namespace) + "/" + id);
        if (there != null) {
          return same(workflow, there, e);
        }
        // deleted in between
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private static KubeObject same(KubeObject wanted, KubeObject there, Throwable cause) {
    String hash = there.text("metadata", "annotations", Marks.HASH);
    if (hash.isEmpty()) {
      throw new Taken("a Workflow that is no run of JupyterFlow", false, cause);
    }
    if (!hash.equals(wanted.text("metadata", "annotations", Marks.HASH))) {
      throw new Taken("a run of another plan or in another environment", true, cause);
    }
    return there;
  }

  private @Nullable KubeObject found(String path) {
    try {
      return api.get(path);
    } catch (KubeException.Answered e) {
      if (e.isNotFound()) {
        return null;
      }
      throw e;
    }
  }

  private KubeObject complete(
      KubeObject workflow, @Nullable KubeObject secret, String namespace, String id) {
    if (secret == null || !workflow.isTrue("spec", "suspend")) {
      return workflow;
    }
    try {
      createSecret(secret.ownedBy("Workflow", workflow), namespace, id);
    } catch (KubeException.Answered e) {
      if (!e.isPassing()) {
        // it would stay suspended for ever
        api.delete(Paths.workflows(namespace) + "/" + id);
      }
      throw e;
    }
    return resumed(workflow, namespace, id);
  }

  private void createSecret(KubeObject secret, String namespace, String id) {
    for (int tries = 1; ; tries++) {
      try {
        api.create(Paths.secrets(namespace) + Paths.STRICT, secret);
        return;
      } catch (KubeException.Answered e) {
        if (!e.isConflict() || tries == TRIES) {
          throw e;
        }
        KubeObject there = found(Paths.secrets(namespace) + "/" + id);
        if (there == null) {
          continue;
        }
        if (owner(there).equals(owner(secret))) {
          return;
        }
        if (!there.text("metadata", "labels", Marks.MANAGED_BY).equals(Marks.MANAGER)) {
          throw e;
        }
        // of an earlier Workflow of this name, which is gone
        api.delete(Paths.secrets(namespace) + "/" + id);
      }
    }
  }

  private static String owner(KubeObject object) {
    List<KubeObject> owners = object.objects("metadata", "ownerReferences");
    return owners.isEmpty() ? "" : owners.getFirst().text("uid");
  }

  private KubeObject resumed(KubeObject workflow, String namespace, String id) {
    String path = Paths.workflows(namespace) + "/" + id;
    return Changes.apply(
        api,
        path,
        workflow,
        () -> api.get(path),
        now ->
            now.isTrue("spec", "suspend")
                ? now.with("spec", now.object("spec").with("suspend", null))
                : now);
  }
}
