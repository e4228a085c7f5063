package io.jupyterflow.cli.wiring;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.local.engine.LocalEngine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The engines this build has: the local one. Used by one thread.
public final class ProcessEngines implements Engines {

  private final Surroundings surroundings;
  private @Nullable Engine local;

  public ProcessEngines(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public List<Engine> all() {
    return List.of(local());
  }

  @Override
  public Engine named(String name) {
    return switch (name) {
      case "auto", "local" -> local();
      case "argo" ->
          throw new JupyterFlowException.Refused(
              "The engine argo (Kubernetes) is not in this build yet. Leave --engine out, or say"
                  + " --engine local, and the flow runs on this machine.");
      default ->
          throw new JupyterFlowException.Usage(
              "There is no engine '" + name + "': use --engine auto, local or argo.");
    };
  }

  private Engine local() {
    if (local == null) {
      local =
          new LocalEngine(
              surroundings.environment(), surroundings.directory(), surroundings.clock());
    }
    return local;
  }
}
