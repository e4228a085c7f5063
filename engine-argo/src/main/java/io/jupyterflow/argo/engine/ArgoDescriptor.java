package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.engine.EngineDescriptor.Ability;
import io.jupyterflow.core.engine.EngineDescriptor.Format;
import java.util.List;
import java.util.Set;

/// What the engine of Argo Workflows says of itself.
///
/// It keeps no environments: what a notebook has at a rerun is what its user put right since, an
/// image with the package that was missing, more memory.
public final class ArgoDescriptor {

  public static final EngineDescriptor ARGO =
      new EngineDescriptor(
          WorkflowReader.ENGINE,
          "the cluster",
          true,
          Set.of(Ability.IMAGES, Ability.SCHEDULES),
          "the Workflow",
          Format.YAML,
          List.of("k8s", "kubernetes", "cluster"));

  private ArgoDescriptor() {}
}
