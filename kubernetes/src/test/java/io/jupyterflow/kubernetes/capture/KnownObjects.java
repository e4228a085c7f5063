package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.KubeRequest;
import io.jupyterflow.kubernetes.client.KubeStream;
import io.jupyterflow.kubernetes.fake.UserRights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An API server that has a few objects to read, for a user with [UserRights] in whichever
/// namespace the notebook is, and keeps what was asked.
final class KnownObjects implements KubeApi {

  final Map<String, KubeObject> objects = new HashMap<>();
  final List<String> asked = new ArrayList<>();
  private final Set<String> forbidden = new HashSet<>();

  KnownObjects put(String path, KubeObject object) {
    objects.put(path, object);
    return this;
  }

  /// Lets nobody read what is at this path.
  void forbid(String path) {
    forbidden.add(path);
  }

  @Override
  public KubeObject call(KubeRequest request) {
    if (request.method() != KubeRequest.Method.GET) {
      throw new AssertionError("capturing changes nothing: " + request);
    }
    String path = request.path();
    asked.add(path);
    if (forbidden.contains(path)) {
      throw new KubeException.Answered(403, 0, KubeObject.EMPTY, request.toString());
    }
    new UserRights(path.split("/", -1)[4]).check(isList(path) ? "list" : "get", path);
    KubeObject found = objects.get(path);
    if (found == null) {
      throw new KubeException.Answered(404, 0, KubeObject.EMPTY, request.toString());
    }
    return found;
  }

  private static boolean isList(String path) {
    return path.split("/", -1).length == 6;
  }

  @Override
  public KubeStream stream(String path) {
    throw new AssertionError("capturing follows nothing: " + path);
  }

  @Override
  public void close() {}
}
