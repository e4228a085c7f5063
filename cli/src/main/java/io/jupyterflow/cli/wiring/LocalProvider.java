package io.jupyterflow.cli.wiring;

import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.local.doctor.LocalDoctor;
import io.jupyterflow.local.engine.LocalDescriptor;
import io.jupyterflow.local.engine.LocalEngine;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The way to the engine of this machine.
final class LocalProvider implements EngineProvider {

  private final ProcessContext surroundings;
  private @Nullable Engine engine;

  LocalProvider(ProcessContext surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public EngineDescriptor descriptor() {
    return LocalDescriptor.LOCAL;
  }

  @Override
  public boolean isHome() {
    return true;
  }

  @Override
  public Engine engine(String instead) {
    if (engine == null) {
      engine =
          new LocalEngine(
              surroundings.environment(), surroundings.directory(), surroundings.clock());
    }
    return engine;
  }

  @Override
  public DoctorReport look(UnaryOperator<Environment> settings, String elsewhere) {
    return new LocalDoctor(
            surroundings.environment(), surroundings.directory(), surroundings.home())
        .look(
            elsewhere.isEmpty()
                ? "this is no pod of a cluster: runs are processes of this machine"
                : elsewhere);
  }
}
