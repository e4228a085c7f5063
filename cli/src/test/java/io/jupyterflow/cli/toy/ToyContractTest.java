package io.jupyterflow.cli.toy;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.WatchContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What the toy engine promises. It has neither retries nor metrics: an engine for users extends
/// `EngineContract`.
class ToyContractTest extends WatchContract {

  @TempDir Path folder;

  private ToyEngine toy = new ToyEngine(Path.of("/"), Map.of());

  @BeforeEach
  void begin() {
    toy = new ToyEngine(folder, Map.of("PATH", System.getenv("PATH")));
  }

  @Override
  protected Engine engine() {
    return toy;
  }
}
