package io.jupyterflow.argo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.argo.kube.KubeApi;
import io.jupyterflow.argo.kube.KubeException;
import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.argo.kube.KubeconfigApi;
import io.jupyterflow.argo.kube.Retrying;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// A namespace of its own in the cluster that `JUPYTERFLOW_E2E_KUBECONFIG` names; closing it
/// deletes all that is in it.
final class RealCluster implements AutoCloseable {

  /// What Argo's executor says beside the job, on its standard error.
  private static final String EXECUTOR =
      "time=\\S+Z level=[A-Z]+ msg=\"[^\"]*\"[^\n]* argo=true[^\n]*\n";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final KubeconfigApi api;
  private final String namespace;

  private RealCluster(KubeconfigApi api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  static RealCluster open() {
    String file = System.getenv("JUPYTERFLOW_E2E_KUBECONFIG");
    assertThat(file).as("JUPYTERFLOW_E2E_KUBECONFIG names the cluster to test on").isNotBlank();
    KubeconfigApi api = KubeconfigApi.of(Path.of(file), Duration.ofSeconds(30));
    String namespace = "jf-compile-" + UUID.randomUUID().toString().substring(0, 8);
    RealCluster cluster = new RealCluster(api, namespace);
    api.create(
        "/api/v1/namespaces",
        new KubeObject(
            Map.of(
                "apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", namespace))));
    cluster.account();
    return cluster;
  }

  KubeApi api() {
    return new Retrying(api, Thread::sleep);
  }

  /// Calls that are made once.
  KubeApi single() {
    return api;
  }

  String namespace() {
    return namespace;
  }

  String workflows() {
    return "/apis/argoproj.io/v1alpha1/namespaces/" + namespace + "/workflows";
  }

  /// What jobs may do: tell the controller how they ended.
  private void account() {
    String role = "/apis/rbac.authorization.k8s.io/v1/namespaces/" + namespace;
    Map<String, Object> name = Map.of("name", "job", "namespace", namespace);
    api.create(
        role + "/roles",
        new KubeObject(
            Map.of(
                "metadata",
                name,
                "rules",
                List.of(
                    Map.of(
                        "apiGroups", List.of("argoproj.io"),
                        "resources", List.of("workflowtaskresults"),
                        "verbs", List.of("create", "patch"))))));
    api.create(
        role + "/rolebindings",
        new KubeObject(
            Map.of(
                "metadata",
                name,
                "roleRef",
                Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", "Role", "name", "job"),
                "subjects",
                List.of(
                    Map.of("kind", "ServiceAccount", "name", "default", "namespace", namespace)))));
  }

  /// Waits for a Workflow that fits.
  KubeObject await(String id, Predicate<KubeObject> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    KubeObject now = api().get(workflows() + "/" + id);
    while (!wanted.test(now)) {
      assertThat(System.nanoTime() - deadline)
          .as("patience, at %s", now.object("status").tree())
          .isNegative();
      LockSupport.parkNanos(300_000_000);
      now = api().get(workflows() + "/" + id);
    }
    return now;
  }

  /// The Workflow, when it is over.
  KubeObject finish(String id) {
    return await(
        id, w -> List.of("Succeeded", "Failed", "Error").contains(w.text("status", "phase")));
  }

  /// What the pods of a run printed, the oldest first.
  String output(String id) throws java.io.IOException {
    StringBuilder all = new StringBuilder();
    String pods = "/api/v1/namespaces/" + namespace + "/pods";
    for (KubeObject pod :
        api()
            .get(pods + "?labelSelector=workflows.argoproj.io%2Fworkflow%3D" + id)
            .objects("items")) {
      try (var log = api().stream(pods + "/" + pod.name() + "/log?container=main")) {
        String text = new String(log.bytes().readAllBytes(), StandardCharsets.UTF_8);
        all.append(text.replaceAll(EXECUTOR, ""));
      } catch (KubeException.Answered neverStarted) {
        assertThat(neverStarted.code()).isEqualTo(400);
      }
    }
    return all.toString();
  }

  List<KubeObject> pods(String id) {
    return api()
        .get(
            "/api/v1/namespaces/"
                + namespace
                + "/pods?labelSelector=workflows.argoproj.io%2Fworkflow%3D"
                + id)
        .objects("items");
  }

  @Override
  public void close() {
    try {
      api.delete("/api/v1/namespaces/" + namespace);
    } catch (KubeException.Unanswered e) {
      throw new AssertionError("namespace " + namespace + " is left behind", e);
    } finally {
      api.close();
    }
  }
}
