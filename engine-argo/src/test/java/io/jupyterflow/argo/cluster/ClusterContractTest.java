package io.jupyterflow.argo.cluster;

import io.jupyterflow.argo.capture.ArgoEnvironment;
import io.jupyterflow.argo.engine.ArgoEngine;
import io.jupyterflow.argo.engine.Notebook;
import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineContract;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.run.RunSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// The contract on a real cluster on this machine, whose jobs have a folder of this machine as
/// home.
@Tag("cluster")
class ClusterContractTest extends EngineContract {

  private static final String IMAGE = "localhost/jupyterflow-notebook:e2e";

  private static RealCluster cluster;

  @TempDir Path folder;

  private Engine engine;
  private Engine administrators;

  @BeforeAll
  static void open() {
    cluster = RealCluster.open();
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @BeforeEach
  void connect() throws IOException {
    Path home = folder.toRealPath();
    String user = "contract-" + home.getFileName().toString().replaceAll("[^a-z0-9]", "");
    Notebook notebook =
        new Notebook(cluster.namespace(), home, () -> environment(cluster.namespace(), user, home));
    engine = new ArgoEngine(cluster.single(), notebook, Clock.systemUTC());
    administrators = new ArgoEngine(cluster.administrator(), notebook, Clock.systemUTC());
  }

  private static Environment environment(String namespace, String user, Path home) {
    Map<String, Object> mount = Map.of("name", "home", "mountPath", home.toString());
    Map<String, Object> variable = Map.of("name", "HOME", "value", home.toString());
    KubeObject container =
        KubeObject.EMPTY
            .with("image", IMAGE)
            .with("imagePullPolicy", "IfNotPresent")
            .with("env", List.of(variable))
            .with("volumeMounts", List.of(mount));
    Map<String, Object> volume =
        Map.of("name", "home", "hostPath", Map.of("path", home.toString()));
    KubeObject pod =
        KubeObject.EMPTY
            .with("volumes", List.of(volume))
            .with("securityContext", Map.of("runAsUser", 0));
    ArgoEnvironment argo =
        new ArgoEnvironment(
            namespace,
            user,
            container,
            pod,
            KubeObject.EMPTY,
            "jupyterflow-job",
            Map.of(),
            home.toString(),
            List.of());
    return new Environment(home.toString(), Map.of(), Resources.UNSTATED, argo);
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
