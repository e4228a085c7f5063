package io.jupyterflow.argo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.argo.fake.FakeController;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineContract;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.kubernetes.capture.NodeBinding;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.FakeCluster;
import io.jupyterflow.kubernetes.fake.PodEnvironmentBuilder;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract on a cluster in memory, whose jobs are processes that have the user's home.
class ArgoEngineContractTest extends EngineContract {

  @TempDir Path folder;

  private final FakeCluster cluster = new FakeCluster("hub");
  private FakeController controller;
  private Engine engine;
  private Engine administrators;

  @BeforeEach
  void up() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    controller = new FakeController(cluster, Files.createDirectory(folder.resolve("pods")));
    CallerContext notebook = new CallerContext("hub", home, () -> environment(home));
    engine = new ArgoEngine(cluster, notebook, Clock.systemUTC());
    KubeObject nodes =
        KubeObject.parse(
            "{\"items\": [{\"metadata\": {\"name\": \"large\"}, \"status\": {\"allocatable\":"
                + " {\"cpu\": \"8\", \"memory\": \"16Gi\"}}}, {\"metadata\": {\"name\": \"small\"},"
                + " \"status\": {\"allocatable\": {\"cpu\": \"2\", \"memory\": \"4Gi\"}}}]}");
    KubeApi seeing =
        (KubeApi)
            Proxy.newProxyInstance(
                KubeApi.class.getClassLoader(),
                new Class<?>[] {KubeApi.class},
                (proxy, method, arguments) -> nodes);
    administrators = new ArgoEngine(seeing, notebook, Clock.systemUTC());
  }

  static Environment environment(Path home) {
    return environment(home, null);
  }

  private static Environment environment(Path home, @Nullable NodeBinding binding) {
    PodEnvironment argo =
        PodEnvironmentBuilder.in("hub")
            .container(
                KubeObject.parse(
                    "{\"image\": \"notebook:1\", \"env\": [{\"name\": \"HOME\", \"value\":"
                        + " \""
                        + home
                        + "\"}]}"))
            .home(home.toString())
            .binding(binding)
            .build();
    return EnvironmentBuilder.in(home.toString()).engine(argo).build();
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

  @Override
  protected Engine engineThatSeesMachines() {
    return administrators;
  }

  @Test
  void jobsBoundToAMachineMustFitThere() {
    Environment bound =
        environment(folder, new NodeBinding("small", KubeObject.EMPTY, "claim-alice", Map.of()));
    Plan fits = plan(shell("fits", "true").withResources(new Resources(null, 4L << 30, null)));
    Plan large = plan(shell("large", "true").withResources(new Resources(null, 8L << 30, 1)));

    assertThat(administrators.prepare(fits, bound, SubmitOptions.DEFAULT).problems()).isEmpty();
    assertThat(administrators.prepare(large, bound, SubmitOptions.DEFAULT).problems())
        .allSatisfy(problem -> {
          assertThat(problem.isError()).isTrue();
          assertThat(problem.message()).contains("small");
        })
        .extracting(Problem::code)
        .containsExactly("too-much-memory", "too-many-gpus");
    assertThat(
            administrators
                .prepare(large, administrators.capture(), SubmitOptions.DEFAULT)
                .problems())
        .as("a machine with a GPU may come")
        .extracting(Problem::isError)
        .containsExactly(false);
  }

  @Test
  void withoutAccessToNodesNothingIsSaidAboutThem() {
    Plan huge = plan(shell("huge", "true").withResources(new Resources(null, 1L << 50, null)));

    assertThat(engine.prepare(huge, engine.capture(), SubmitOptions.DEFAULT).problems()).isEmpty();
  }
}
