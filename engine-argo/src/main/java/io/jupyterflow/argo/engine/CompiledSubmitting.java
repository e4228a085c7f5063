package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.capture.ArgoEnvironment;
import io.jupyterflow.argo.compile.Compiled;
import io.jupyterflow.argo.compile.Marks;
import io.jupyterflow.argo.compile.RunNames;
import io.jupyterflow.argo.compile.WorkflowCompiler;
import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.argo.kube.KubeApi;
import io.jupyterflow.argo.kube.KubeException;
import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Compiles plans, and hands the Workflow to the cluster: alone, or with the Secret it owns.
final class CompiledSubmitting implements Submitting {

  private static final String STRICT = "?fieldValidation=Strict&fieldManager=jupyterflow";

  private final KubeApi api;

  CompiledSubmitting(KubeApi api) {
    this.api = api;
  }

  @Override
  public List<Problem> check(Plan plan, Environment environment) {
    return WorkflowCompiler.check(plan, environment);
  }

  @Override
  public String render(Plan plan, Environment environment) {
    return WorkflowCompiler.render(plan, environment);
  }

  @Override
  public KubeObject submit(Plan plan, Environment environment, SubmitOptions options) {
    String id = options.id();
    if (id == null) {
      id = RunNames.next(plan.name(), RandomGenerator.getDefault());
    } else {
      RunNames.check(id);
    }
    String namespace = ((ArgoEnvironment) environment.engine()).namespace();
    Compiled compiled = WorkflowCompiler.compile(plan, environment, options, id);
    KubeObject made;
    try {
      made =
          api.create(
              "/apis/argoproj.io/v1alpha1/namespaces/" + namespace + "/workflows" + STRICT,
              compiled.workflow());
    } catch (KubeException.Answered e) {
      if (!e.isConflict()) {
        throw e;
      }
      made = same(id, namespace, compiled.workflow());
    }
    if (compiled.secret() != null && made.isTrue("spec", "suspend")) {
      secret(compiled.secret(), made, namespace);
      new Workflows(api, namespace).change(id, CompiledSubmitting::resumed);
    }
    return made;
  }

  private KubeObject same(String id, String namespace, KubeObject wanted) {
    KubeObject there = new Workflows(api, namespace).find(id).orElse(KubeObject.EMPTY);
    String hash = wanted.text("metadata", "annotations", Marks.HASH);
    if (there.text("metadata", "annotations", Marks.HASH).equals(hash)) {
      return there;
    }
    throw new JupyterFlowException.Refused(
        "The id '"
            + id
            + "' belongs to a run of another plan or in another environment. Choose another id, or"
            + " look at it: jupyterflow show "
            + id);
  }

  private void secret(KubeObject secret, KubeObject owner, String namespace) {
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("apiVersion", "argoproj.io/v1alpha1");
    reference.put("kind", "Workflow");
    reference.put("name", owner.name());
    reference.put("uid", owner.text("metadata", "uid"));
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(secret.object("metadata").tree());
    metadata.put("ownerReferences", List.of(reference));
    try {
      api.create(
          "/api/v1/namespaces/" + namespace + "/secrets" + STRICT,
          secret.with("metadata", metadata));
    } catch (KubeException.Answered e) {
      if (!e.isConflict()) {
        throw e;
      }
    }
  }

  private static KubeObject resumed(KubeObject workflow) {
    return workflow.with("spec", workflow.object("spec").with("suspend", null));
  }
}
