package io.jupyterflow.argo.submit;

import io.jupyterflow.argo.kube.KubeApi;
import io.jupyterflow.argo.kube.KubeException;
import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.argo.kube.KubeStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Objects by path, with the conflicts of a real server, for an account that may create Secrets and
/// do nothing else with them. Safe for threads.
final class MemoryApi implements KubeApi {

  private final Map<String, KubeObject> objects = new TreeMap<>();
  private int version;

  /// How often an object was made.
  private int made;

  synchronized Map<String, KubeObject> objects() {
    return new LinkedHashMap<>(objects);
  }

  synchronized int made() {
    return made;
  }

  @Override
  public synchronized KubeObject get(String path) {
    mayTouch("get", path);
    KubeObject found = objects.get(path);
    if (found == null) {
      throw answered(404, "NotFound", "workflows.argoproj.io \"x\" not found");
    }
    return found;
  }

  @Override
  public KubeObject get(String path, String accept) {
    return get(path);
  }

  @Override
  public synchronized KubeObject create(String path, KubeObject object) {
    String at = path.substring(0, path.indexOf('?')) + "/" + object.name();
    if (objects.containsKey(at)) {
      throw answered(409, "AlreadyExists", "already exists");
    }
    made++;
    KubeObject kept = stamped(object, "uid-" + made);
    objects.put(at, kept);
    return kept;
  }

  @Override
  public synchronized KubeObject replace(String path, KubeObject object) {
    mayTouch("update", path);
    KubeObject now = get(path);
    if (!now.resourceVersion().equals(object.resourceVersion())) {
      throw answered(409, "Conflict", "the object has been modified");
    }
    KubeObject kept = stamped(object, now.text("metadata", "uid"));
    objects.put(path, kept);
    return kept;
  }

  @Override
  public synchronized void delete(String path) {
    mayTouch("delete", path);
    get(path);
    objects.remove(path);
  }

  private static void mayTouch(String verb, String path) {
    if (path.contains("/secrets/")) {
      throw answered(
          403,
          "Forbidden",
          "secrets is forbidden: User \"u\" cannot "
              + verb
              + " resource \"secrets\" in API group \"\" in the namespace \"jupyterhub\"");
    }
  }

  @Override
  public KubeStream stream(String path) {
    throw new UnsupportedOperationException(path);
  }

  @Override
  public void close() {
    // nothing is open
  }

  private KubeObject stamped(KubeObject object, String uid) {
    version++;
    return object.with(
        "metadata",
        object
            .object("metadata")
            .with("uid", uid)
            .with("resourceVersion", Integer.toString(version)));
  }

  static KubeException.Answered answered(int code, String reason, String message) {
    return new KubeException.Answered(
        code, 0, new KubeObject(Map.of("reason", reason, "message", message)), "call");
  }
}
