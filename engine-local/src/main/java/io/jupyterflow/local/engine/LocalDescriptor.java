package io.jupyterflow.local.engine;

import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.engine.EngineDescriptor.Ability;
import io.jupyterflow.core.engine.EngineDescriptor.Format;
import java.util.List;
import java.util.Set;

/// What this machine's engine says of itself.
public final class LocalDescriptor {

  public static final EngineDescriptor LOCAL =
      new EngineDescriptor(
          LocalEngine.NAME,
          "this machine",
          false,
          Set.of(Ability.ENVIRONMENTS),
          "the commands",
          Format.JSON,
          List.of());

  private LocalDescriptor() {}
}
