package io.jupyterflow.argo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.argo.api.Paths;
import io.jupyterflow.argo.compile.SomeEnvironment;
import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.kubernetes.capture.ClusterCache;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.KubeRequest;
import io.jupyterflow.kubernetes.client.KubeStream;
import io.jupyterflow.kubernetes.client.ServiceAccount;
import io.jupyterflow.kubernetes.fake.FakeCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which engine a pod's runs go to, and how often the cluster is asked for it.
class InPodTest extends WrittenPlans {

  @TempDir Path folder;
  @TempDir Path home;
  private final List<String> asked = new ArrayList<>();
  private ServiceAccount account;
  private int code;

  @BeforeEach
  void writeAnAuthority() throws IOException {
    Files.writeString(folder.resolve("ca.crt"), "one");
    account =
        new ServiceAccount(
            "https://10.96.0.1:443", folder.resolve("token"), folder.resolve("ca.crt"), "hub");
  }

  /// A server that answers with [#code], or as a cluster with Argo Workflows where that is 0.
  private final class Server implements KubeApi {
    private final KubeApi cluster;

    private Server(KubeApi cluster) {
      this.cluster = cluster;
    }

    @Override
    public KubeObject call(KubeRequest request) {
      asked.add(request.path());
      if (code != 0) {
        throw new KubeException.Answered(code, 0, KubeObject.EMPTY, request.toString());
      }
      return request.path().equals(Paths.ARGO) ? KubeObject.EMPTY : cluster.call(request);
    }

    @Override
    public KubeStream stream(String path) {
      return cluster.stream(path);
    }

    @Override
    public void close() {
      cluster.close();
    }
  }

  private boolean hasArgo() {
    return new InPod(new Server(new FakeCluster("hub")), account, home).hasArgo();
  }

  private void submit() {
    Environment environment = SomeEnvironment.plain("/work", null, Map.of());
    ClusterCache remembered = ClusterCache.in(home, account, WorkflowReader.ENGINE);
    remembered.noteEngine();
    CallerContext notebook = new CallerContext("hub", home, () -> environment, remembered);
    new ArgoEngine(new Server(new FakeCluster("hub")), notebook, Clock.systemUTC())
        .prepare(plan(exec("a", List.of("true"))), environment, SubmitOptions.DEFAULT)
        .submit();
  }

  @Test
  void theClusterIsAskedWhetherItHasArgoUntilASubmitHasSucceeded() {
    assertThat(hasArgo()).isTrue();
    assertThat(hasArgo()).isTrue();
    assertThat(asked).containsExactly(Paths.ARGO, Paths.ARGO);
    submit();
    asked.clear();
    assertThat(hasArgo()).isTrue();
    assertThat(asked).isEmpty();
  }

  @Test
  void aSubmitAsksTheClusterOnceAndKnowsTheRunThen() {
    submit();
    assertThat(asked).hasSize(1).allMatch(path -> path.contains("/workflows?"));
  }

  @Test
  void aClusterWithoutArgoIsAskedEachTime() {
    code = 404;
    assertThat(hasArgo()).isFalse();
    assertThat(hasArgo()).isFalse();
    assertThat(asked).hasSize(2);
  }

  @Test
  void aSubmitThatFindsNoArgoForgetsThatThereWasAny() {
    submit();
    code = 404;
    assertThatThrownBy(this::submit)
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("This cluster has no Argo Workflows")
        .contains("<use-this-machine>");
    assertThat(hasArgo()).isFalse();
  }

  @Test
  void aSubmitThatIsRefusedForAnotherReasonForgetsNothing() {
    submit();
    code = 403;
    assertThatThrownBy(this::submit).isInstanceOf(JupyterFlowException.Refused.class);
    assertThat(hasArgo()).isTrue();
  }

  @Test
  void aServerThatDoesNotSayIsNotAReasonToRunHere() {
    code = 403;
    assertThatThrownBy(this::hasArgo)
        .isInstanceOf(JupyterFlowException.Unreachable.class)
        .asString()
        .contains("<use-this-machine>");
  }
}
