package io.jupyterflow.argo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.kubernetes.client.InPodApi;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.KubeconfigApi;
import io.jupyterflow.kubernetes.client.Retrying;
import io.jupyterflow.kubernetes.client.ServiceAccount;
import io.jupyterflow.kubernetes.fake.UserRights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/// A namespace of its own in the cluster that `JUPYTERFLOW_E2E_KUBECONFIG` names, with the accounts
/// and roles that users have; closing it deletes all that is in it.
final class RealCluster implements AutoCloseable {

  /// What Argo's executor says beside the job, on its standard error: `INFO` in Argo 4, `info`
  /// before.
  private static final String EXECUTOR =
      "time=\\S+ level=[A-Za-z]+ msg=\"[^\"]*\"[^\n]* argo=true[^\n]*\n";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final KubeconfigApi api;
  private final String namespace;
  private final Path folder;
  private final KubeApi user;

  private RealCluster(Path kubeconfig, String namespace) throws IOException {
    this.api = KubeconfigApi.of(kubeconfig, ANSWER);
    this.namespace = namespace;
    this.folder = Files.createTempDirectory("jupyterflow-account");
    api.create(
        "/api/v1/namespaces",
        new KubeObject(
            Map.of(
                "apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", namespace))));
    apply(UserRights.FILE);
    apply(UserRights.FILE.resolveSibling("job.yaml"));
    this.user = asUser(kubeconfig, api, namespace, folder);
  }

  static RealCluster open() {
    String file = System.getenv("JUPYTERFLOW_E2E_KUBECONFIG");
    assertThat(file).as("JUPYTERFLOW_E2E_KUBECONFIG names the cluster to test on").isNotBlank();
    String name = "jf-compile-" + UUID.randomUUID().toString().substring(0, 8);
    try {
      return new RealCluster(Path.of(file), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The cluster as a user's notebook has it.
  KubeApi api() {
    return new Retrying(user, Thread::sleep);
  }

  /// The same, with calls that are made once.
  KubeApi single() {
    return user;
  }

  /// The cluster as its administrator has it.
  KubeApi administrator() {
    return api;
  }

  String namespace() {
    return namespace;
  }

  String workflows() {
    return "/apis/argoproj.io/v1alpha1/namespaces/" + namespace + "/workflows";
  }

  /// What an administrator applies: the accounts of notebooks and of jobs, with their roles.
  private void apply(Path file) {
    Map<String, String> apis =
        Map.of(
            "ServiceAccount", "/api/v1",
            "Role", "/apis/rbac.authorization.k8s.io/v1",
            "RoleBinding", "/apis/rbac.authorization.k8s.io/v1");
    for (KubeObject document : UserRights.documents(file)) {
      String kind = document.text("kind");
      KubeObject applied = document;
      if (kind.equals("RoleBinding")) {
        Object subject =
            document.objects("subjects").getFirst().with("namespace", namespace).tree();
        applied = document.with("subjects", List.of(subject));
      }
      String collection = kind.toLowerCase(Locale.ROOT) + "s";
      api.create(apis.get(kind) + "/namespaces/" + namespace + "/" + collection, applied);
    }
  }

  /// The server as the account of notebooks reaches it from a pod: with its token, and its rights.
  private static KubeApi asUser(Path kubeconfig, KubeApi admin, String namespace, Path folder)
      throws IOException {
    KubeObject config = UserRights.documents(kubeconfig).getFirst();
    String context = config.text("current-context");
    String name = named(config.objects("contexts"), context).text("context", "cluster");
    KubeObject cluster = named(config.objects("clusters"), name).object("cluster");
    String path = "/api/v1/namespaces/" + namespace + "/serviceaccounts/jupyterflow-user/token";
    String token = admin.create(path, KubeObject.EMPTY).text("status", "token");
    Path authority = folder.resolve("ca.crt");
    String inline = cluster.text("certificate-authority-data");
    Files.write(
        authority,
        inline.isEmpty()
            ? Files.readAllBytes(Path.of(cluster.text("certificate-authority")))
            : Base64.getMimeDecoder().decode(inline));
    Path file = Files.writeString(folder.resolve("token"), token);
    return InPodApi.of(
        new ServiceAccount(cluster.text("server"), file, authority, namespace), ANSWER);
  }

  private static KubeObject named(List<KubeObject> among, String name) {
    return among.stream().filter(each -> each.text("name").equals(name)).findFirst().orElseThrow();
  }

  /// Waits for a Workflow that fits.
  KubeObject await(String id, Predicate<KubeObject> wanted) {
    return Until.answers(
        "the Workflow " + id, PATIENCE, () -> api().get(workflows() + "/" + id), wanted);
  }

  /// The Workflow, when it is over.
  KubeObject finish(String id) {
    return await(
        id, w -> List.of("Succeeded", "Failed", "Error").contains(w.text("status", "phase")));
  }

  /// What the pods of a run printed, the oldest first.
  String output(String id) throws IOException {
    StringBuilder all = new StringBuilder();
    for (KubeObject pod : pods(id)) {
      try (var log = api().stream(podsHere() + "/" + pod.name() + "/log?container=main")) {
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
        .get(podsHere() + "?labelSelector=workflows.argoproj.io%2Fworkflow%3D" + id)
        .objects("items");
  }

  private String podsHere() {
    return "/api/v1/namespaces/" + namespace + "/pods";
  }

  @Override
  public void close() {
    try {
      api.delete("/api/v1/namespaces/" + namespace);
      Files.delete(folder.resolve("token"));
      Files.delete(folder.resolve("ca.crt"));
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (KubeException.Unanswered e) {
      throw new AssertionError("namespace " + namespace + " is left behind", e);
    } finally {
      user.close();
      api.close();
    }
  }
}
