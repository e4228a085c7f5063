package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.capture.ArgoEnvironment;
import io.jupyterflow.argo.fake.FakeCluster;
import io.jupyterflow.argo.fake.FakeController;
import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineContract;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The contract on a cluster in memory, whose jobs are processes that have the user's home.
class ArgoEngineContractTest extends EngineContract {

  @TempDir Path folder;

  private final FakeCluster cluster = new FakeCluster();
  private FakeController controller;
  private Engine engine;

  @BeforeEach
  void up() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    controller = new FakeController(cluster, Files.createDirectory(folder.resolve("pods")));
    cluster.create(
        "/api/v1/nodes",
        KubeObject.parse(
            "{\"metadata\": {\"name\": \"node\"}, \"status\": {\"allocatable\":"
                + " {\"cpu\": \"8\", \"memory\": \"16Gi\"}}}"));
    Notebook notebook = new Notebook("hub", home, () -> environment(home));
    engine = new ArgoEngine(cluster, notebook, Clock.systemUTC());
  }

  static Environment environment(Path home) {
    ArgoEnvironment argo =
        new ArgoEnvironment(
            "hub",
            "alice",
            KubeObject.parse(
                "{\"image\": \"notebook:1\", \"env\": [{\"name\": \"HOME\", \"value\":"
                    + " \""
                    + home
                    + "\"}]}"),
            KubeObject.EMPTY,
            KubeObject.EMPTY,
            "jupyterflow-job",
            Map.of(),
            home.toString(),
            List.of());
    return new Environment(home.toString(), Map.of(), Resources.UNSTATED, argo);
  }

  @AfterEach
  void down() {
    controller.close();
    cluster.close();
  }

  @Override
  protected Engine engine() {
    return engine;
  }
}
