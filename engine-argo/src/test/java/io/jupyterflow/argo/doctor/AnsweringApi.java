package io.jupyterflow.argo.doctor;

import io.jupyterflow.argo.kube.KubeApi;
import io.jupyterflow.argo.kube.KubeException;
import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.argo.kube.KubeStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An API server that knows a few objects and denies a few rights.
final class AnsweringApi implements KubeApi {

  final Map<String, KubeObject> objects = new HashMap<>();
  final Map<String, Integer> refused = new HashMap<>();
  final Set<String> denied = new HashSet<>();
  @Nullable KubeException failing;

  @Override
  public KubeObject get(String path) {
    if (failing != null) {
      throw failing;
    }
    String bare = path.indexOf('?') < 0 ? path : path.substring(0, path.indexOf('?'));
    Integer code = refused.get(bare);
    KubeObject found = objects.get(bare);
    if (code != null || found == null) {
      throw new KubeException.Answered(
          code == null ? 404 : code, 0, KubeObject.EMPTY, "GET " + path);
    }
    return found;
  }

  @Override
  public KubeObject get(String path, String accept) {
    return get(path);
  }

  @Override
  public KubeObject create(String path, KubeObject object) {
    if (path.endsWith("/selfsubjectreviews")) {
      return KubeObject.parse(
          "{\"status\": {\"userInfo\": {\"username\": \"system:serviceaccount:lab:mine\"}}}");
    }
    if (!path.endsWith("/selfsubjectaccessreviews")) {
      throw new KubeException.Answered(403, 0, KubeObject.EMPTY, "POST " + path);
    }
    KubeObject asked = object.object("spec", "resourceAttributes");
    String sub = asked.text("subresource");
    String group = asked.text("group");
    String right =
        asked.text("verb")
            + " "
            + asked.text("resource")
            + (sub.isEmpty() ? "" : "/" + sub)
            + (group.isEmpty() ? "" : "." + group);
    return object.with("status", Map.of("allowed", !denied.contains(right)));
  }

  @Override
  public KubeObject replace(String path, KubeObject object) {
    throw new AssertionError("a look replaces nothing: " + path);
  }

  @Override
  public void delete(String path) {
    throw new AssertionError("a look deletes nothing: " + path);
  }

  @Override
  public KubeStream stream(String path) {
    throw new AssertionError("a look follows nothing: " + path);
  }

  @Override
  public void close() {}
}
