package io.jupyterflow.kubernetes.doctor;

import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import org.jspecify.annotations.Nullable;

/// Asks the API server who may do what.
public final class Access {

  private static final String API = "/apis/authorization.k8s.io/v1";

  private final KubeApi api;
  private final String namespace;
  private final String where;

  public Access(KubeApi api, String namespace) {
    this(api, namespace, "");
  }

  private Access(KubeApi api, String namespace, String where) {
    this.api = api;
    this.namespace = namespace;
    this.where = where;
  }

  /// Where more than one namespace is asked about, so that it must be said which.
  public static Access amongOthers(KubeApi api, String namespace) {
    return new Access(api, namespace, " in " + namespace);
  }

  /// ` in gpu`, or empty where that goes without saying.
  String where() {
    return where;
  }

  /// An answer of the API server.
  enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  /// Whether this process may.
  Answer own(Permission right) {
    return review(
        API + "/selfsubjectaccessreviews",
        "SelfSubjectAccessReview",
        KubeObject.EMPTY.with("resourceAttributes", right.attributes(namespace)));
  }

  /// Whether another account may; mostly that is not for us to ask.
  Answer of(String account, Permission right) {
    KubeObject spec =
        KubeObject.EMPTY
            .with("resourceAttributes", right.attributes(namespace))
            .with("user", "system:serviceaccount:" + namespace + ":" + account);
    return review(
        API + "/namespaces/" + namespace + "/localsubjectaccessreviews",
        "LocalSubjectAccessReview",
        spec);
  }

  private Answer review(String path, String kind, KubeObject spec) {
    KubeObject review =
        KubeObject.EMPTY
            .with("apiVersion", "authorization.k8s.io/v1")
            .with("kind", kind)
            .with("metadata", KubeObject.EMPTY.with("namespace", namespaceOf(kind)))
            .with("spec", spec);
    try {
      return api.create(path, review).isTrue("status", "allowed") ? Answer.YES : Answer.NO;
    } catch (KubeException e) {
      return Answer.UNKNOWN;
    }
  }

  /// Reviews of oneself have no namespace of their own.
  private @Nullable String namespaceOf(String kind) {
    return kind.startsWith("Local") ? namespace : null;
  }
}
