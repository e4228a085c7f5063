package io.jupyterflow.kubernetes.client;

/// The API server, with the few calls this engine makes. Small, so that the client can be chosen by
/// measurement: a lean one inside a pod, one that knows kubeconfig files elsewhere.
///
/// Every call throws [KubeException].
public interface KubeApi extends AutoCloseable {

  /// Asks for something and waits for the answer: the other calls are kinds of this one.
  ///
  /// @return the object, or the list of them, that the server answers with
  KubeObject call(KubeRequest request);

  /// Opens an answer that comes line by line for as long as it is read: a watch, or a log that is
  /// followed. Closing it from another thread ends a read.
  KubeStream stream(String path);

  @Override
  void close();

  /// Reads one object, or a list of them.
  ///
  /// @param path from the root, with its query: `/api/v1/namespaces/hub/pods/jupyter-alice`
  default KubeObject get(String path) {
    return get(path, KubeRequest.JSON);
  }

  /// Reads one object or a list in another form.
  ///
  /// @param accept the media type that is asked for
  default KubeObject get(String path, String accept) {
    return call(new KubeRequest(KubeRequest.Method.GET, path, accept, null));
  }

  /// Creates an object.
  ///
  /// @param path of the collection, with its query
  /// @return the object as the server keeps it
  default KubeObject create(String path, KubeObject object) {
    return call(new KubeRequest(KubeRequest.Method.POST, path, KubeRequest.JSON, object));
  }

  /// Replaces an object: a conflict where its `resourceVersion` is no longer the newest.
  default KubeObject replace(String path, KubeObject object) {
    return call(new KubeRequest(KubeRequest.Method.PUT, path, KubeRequest.JSON, object));
  }

  /// Deletes an object and, after it, what it owns.
  default void delete(String path) {
    call(new KubeRequest(KubeRequest.Method.DELETE, path, KubeRequest.JSON, null));
  }
}
