package io.jupyterflow.kubernetes.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.kubernetes.client.KubeErrors;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import org.junit.jupiter.api.Test;

class UserRightsTest {

  private final FakeCluster cluster = new FakeCluster("lab");

  @Test
  void missingRightsAreRefusedInTheWordsOfTheServer() {
    assertThatThrownBy(() -> cluster.get("/api/v1/namespaces/lab/secrets/x"))
        .isInstanceOfSatisfying(
            KubeException.Answered.class,
            e -> {
              assertThat(e.isForbidden()).isTrue();
              assertThat(e.said())
                  .isEqualTo(
                      "secrets \"x\" is forbidden: User"
                          + " \"system:serviceaccount:lab:jupyterflow-user\" cannot get resource"
                          + " \"secrets\" in API group \"\" in the namespace \"lab\"");
              assertThat(KubeErrors.of("it", e))
                  .hasMessageContaining("verb get on secrets of the API group ''");
            });
    refused(() -> cluster.get("/api/v1/nodes"), "cannot list", "nodes", "at the cluster scope");
    refused(
        () -> cluster.create("/api/v1/namespaces/lab/pods", KubeObject.EMPTY),
        "pods is forbidden",
        "cannot create");
    refused(
        () -> cluster.get("/apis/argoproj.io/v1alpha1/namespaces/hub/workflows?limit=1"),
        "workflows.argoproj.io is forbidden",
        "cannot list",
        "in the namespace \"hub\"");
    refused(() -> cluster.delete("/api/v1/namespaces/lab/secrets/x"), "cannot delete");
    refused(
        () -> cluster.get("/api/v1/namespaces/lab/serviceaccounts/default"),
        "serviceaccounts \"default\" is forbidden",
        "cannot get");
  }

  private static void refused(Runnable call, String... words) {
    assertThatThrownBy(call::run)
        .isInstanceOf(KubeException.Answered.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void grantedRightsWork() {
    KubeObject object = KubeObject.parse("{\"metadata\": {\"name\": \"x\"}}");

    cluster.create("/api/v1/namespaces/lab/secrets?fieldValidation=Strict", object);
    cluster.create("/apis/argoproj.io/v1alpha1/namespaces/lab/workflows", object);

    assertThat(cluster.get("/apis/argoproj.io/v1alpha1/namespaces/lab/workflows/x").name())
        .isEqualTo("x");
    assertThat(cluster.made()).isEqualTo(2);
  }
}
