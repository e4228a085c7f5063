package io.jupyterflow.argo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.argo.compile.SomeEnvironment;
import io.jupyterflow.argo.submit.FaultyApi;
import io.jupyterflow.argo.submit.WorkflowSubmission;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.Retrying;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// However bad the line to a real API server: one Workflow for each run.
@Tag("cluster")
class ManySubmitsTest extends WrittenPlans {

  private static final long SEED = new Random().nextLong();

  /// Fewer where there is little time: `-Djupyterflow.submits=200`.
  private static final int COUNT = Integer.getInteger("jupyterflow.submits", 1_000);

  private static final int AT_ONCE = 8;

  @Test
  void aThousandSubmitsOverABadLineMakeAThousandWorkflows() throws Exception {
    try (RealCluster cluster = RealCluster.open()) {
      try (ExecutorService late = Executors.newVirtualThreadPerTaskExecutor();
          ExecutorService submitters = Executors.newFixedThreadPool(AT_ONCE)) {
        KubeApi faulty = new FaultyApi(suspending(cluster.single()), new Random(SEED), late);
        WorkflowSubmission submission =
            new WorkflowSubmission(new Retrying(faulty, time -> {}), new Random());
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
          String id = "many-" + i;
          all.add(submitters.submit(() -> untilKnown(submission, cluster, id)));
        }
        for (Future<?> each : all) {
          each.get();
        }
      }

      Set<String> names = new TreeSet<>();
      for (KubeObject item : cluster.api().get(cluster.workflows()).objects("items")) {
        names.add(item.name());
      }
      assertThat(names)
          .as("seed %s", SEED)
          .hasSize(COUNT)
          .allMatch(name -> name.startsWith("many-"));
    }
  }

  private static void untilKnown(WorkflowSubmission submission, RealCluster cluster, String id) {
    while (true) {
      try {
        submission
            .prepare(
                plan(shell("a", "true")),
                SomeEnvironment.in(cluster.namespace()),
                SubmitOptionsBuilder.named(id))
            .send();
        return;
      } catch (JupyterFlowException.Unreachable again) {
        assertThat(again).hasMessageContaining(id);
      }
    }
  }

  /// Workflows that the controller leaves alone, so that a thousand of them take no pods.
  private static KubeApi suspending(KubeApi api) {
    return (KubeApi)
        Proxy.newProxyInstance(
            KubeApi.class.getClassLoader(),
            new Class<?>[] {KubeApi.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("create")) {
                KubeObject object = (KubeObject) arguments[1];
                arguments[1] = object.with("spec", object.object("spec").with("suspend", true));
              }
              try {
                return method.invoke(api, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
