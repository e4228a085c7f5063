package io.jupyterflow.argo.kube;

/// The API server, with the few calls this engine makes. Small, so that the client can be chosen by
/// measurement: a lean one inside a pod, one that knows kubeconfig files elsewhere.
///
/// Every call throws [KubeException].
public interface KubeApi extends AutoCloseable {

  /// The form in which objects are read and sent.
  String JSON = "application/json";

  /// Reads one object, or a list of them.
  ///
  /// @param path from the root, with its query: `/api/v1/namespaces/hub/pods/jupyter-alice`
  default KubeObject get(String path) {
    return get(path, JSON);
  }

  /// Reads one object or a list in another form.
  ///
  /// @param accept the media type that is asked for
  KubeObject get(String path, String accept);

  /// Creates an object.
  ///
  /// @param path of the collection, with its query
  /// @return the object as the server keeps it
  KubeObject create(String path, KubeObject object);

  /// Replaces an object: a conflict where its `resourceVersion` is no longer the newest.
  KubeObject replace(String path, KubeObject object);

  /// Deletes an object and, after it, what it owns.
  void delete(String path);

  /// Opens an answer that comes line by line for as long as it is read: a watch, or a log that is
  /// followed. Closing it from another thread ends a read.
  KubeStream stream(String path);

  @Override
  void close();
}
