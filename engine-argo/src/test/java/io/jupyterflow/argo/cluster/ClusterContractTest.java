package io.jupyterflow.argo.cluster;

import io.jupyterflow.argo.engine.ArgoEngine;
import io.jupyterflow.argo.engine.CallerContext;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineContract;
import io.jupyterflow.core.run.RunSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// The contract on a real cluster on this machine, whose jobs have a folder of this machine as
/// home.
@Tag("cluster")
class ClusterContractTest extends EngineContract {

  @AutoClose private static RealCluster cluster;

  @TempDir Path folder;

  private Engine engine;
  private Engine administrators;

  @BeforeAll
  static void open() {
    cluster = RealCluster.open();
  }

  @BeforeEach
  void connect() throws IOException {
    Path home = folder.toRealPath();
    CallerContext notebook = HomeHere.of(cluster, home);
    engine = new ArgoEngine(cluster.single(), notebook, Clock.systemUTC());
    administrators = new ArgoEngine(cluster.administrator(), notebook, Clock.systemUTC());
  }

  @AfterEach
  void leaveNothing() {
    for (RunSummary run : engine.runs()) {
      engine.stop(run.id());
      finish(run.id());
      engine.delete(run.id());
    }
  }

  @Override
  protected Engine engine() {
    return engine;
  }

  @Override
  protected Engine engineThatSeesMachines() {
    return administrators;
  }
}
