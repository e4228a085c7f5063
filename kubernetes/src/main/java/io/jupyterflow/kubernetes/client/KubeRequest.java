package io.jupyterflow.kubernetes.client;

import org.jspecify.annotations.Nullable;

/// What an API server is asked for. A value of its own, so that everyone who is between a caller
/// and the server – to make a call again, to count calls, to lose them – does so in one place.
///
/// @param path from the root, with its query: `/api/v1/namespaces/hub/pods/jupyter-alice`
/// @param accept the media type of the answer
/// @param body what is sent, if anything
public record KubeRequest(Method method, String path, String accept, @Nullable KubeObject body) {

  /// The form in which objects are read and sent.
  public static final String JSON = "application/json";

  /// What is done with what is at the path, by its name in HTTP.
  public enum Method {
    GET,
    POST,
    PUT,
    DELETE
  }

  /// The request of an answer that is read as it comes, in whichever form.
  static KubeRequest streamed(String path) {
    return new KubeRequest(Method.GET, path, "*/*", null);
  }

  /// Without the body, which may hold what nobody is to read: for messages.
  @Override
  public String toString() {
    return method.name() + " " + path;
  }
}
