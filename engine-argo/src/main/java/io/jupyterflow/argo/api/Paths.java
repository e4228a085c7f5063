package io.jupyterflow.argo.api;

/// Where the API server has the kinds of objects this engine makes.
public final class Paths {

  /// The `apiVersion` of its objects.
  public static final String VERSION = "argoproj.io/v1alpha1";

  /// What Argo Workflows adds to a cluster.
  public static final String ARGO = "/apis/" + VERSION;

  /// The query of every create: a field that the cluster does not know is an error, and the change
  /// is known as ours.
  public static final String STRICT = "?fieldValidation=Strict&fieldManager=jupyterflow";

  private Paths() {}

  public static String workflows(String namespace) {
    return ARGO + "/namespaces/" + namespace + "/workflows";
  }

  public static String cronWorkflows(String namespace) {
    return ARGO + "/namespaces/" + namespace + "/cronworkflows";
  }

  public static String secrets(String namespace) {
    return "/api/v1/namespaces/" + namespace + "/secrets";
  }
}
