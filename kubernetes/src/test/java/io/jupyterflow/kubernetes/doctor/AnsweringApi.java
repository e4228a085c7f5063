package io.jupyterflow.kubernetes.doctor;

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
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An API server that knows a few objects, for a user with [UserRights] in the namespace `lab`; a
/// few of the rights can be taken away in its answers about them.
public final class AnsweringApi implements KubeApi {

  private static final UserRights RIGHTS = new UserRights("lab");

  public final Map<String, KubeObject> objects = new HashMap<>();
  public final Set<String> denied = new HashSet<>();
  public final List<String> reviewed = new ArrayList<>();
  public @Nullable KubeException failing;

  /// Whether pods may be created, and why one is refused then.
  boolean takesPods;

  KubeException.@Nullable Answered refused;
  final List<KubeObject> tried = new ArrayList<>();

  @Override
  public KubeObject call(KubeRequest request) {
    return switch (request.method()) {
      case GET -> found(request.path());
      case POST -> reviewed(request);
      case PUT, DELETE -> throw new AssertionError("a look changes nothing: " + request);
    };
  }

  private KubeObject found(String path) {
    if (failing != null) {
      throw failing;
    }
    for (String kind : new String[] {"pods", "serviceaccounts"}) {
      if (path.contains("/" + kind + "/") && denied.contains("get " + kind)) {
        throw new KubeException.Answered(403, 0, KubeObject.EMPTY, "GET " + path);
      }
    }
    boolean isList =
        path.contains("/pods?")
            || path.contains("/workflows?")
            || path.endsWith("/resourcequotas")
            || path.endsWith("/limitranges");
    RIGHTS.check(isList ? "list" : "get", path);
    String bare = path.indexOf('?') < 0 ? path : path.substring(0, path.indexOf('?'));
    KubeObject found = objects.get(bare);
    if (found == null) {
      throw new KubeException.Answered(404, 0, KubeObject.EMPTY, "GET " + path);
    }
    return found;
  }

  private KubeObject reviewed(KubeRequest request) {
    String path = request.path();
    KubeObject object = Objects.requireNonNull(request.body());
    if (path.endsWith("/selfsubjectreviews")) {
      return KubeObject.parse(
          "{\"status\": {\"userInfo\": {\"username\": \"system:serviceaccount:lab:mine\"}}}");
    }
    if (path.endsWith("/pods?dryRun=All")) {
      tried.add(object);
      if (refused != null) {
        throw refused;
      }
      return object;
    }
    if (!path.endsWith("/selfsubjectaccessreviews")) {
      throw new KubeException.Answered(403, 0, KubeObject.EMPTY, request.toString());
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
    reviewed.add(asked.text("namespace") + ": " + right);
    // what a job may is not in the role of notebooks
    boolean may =
        asked.text("resource").equals("workflowtaskresults")
            || (takesPods && right.equals("create pods"))
            || RIGHTS.allows(
                asked.text("verb"),
                group,
                asked.text("resource") + (sub.isEmpty() ? "" : "/" + sub),
                asked.text("name"));
    return object.with("status", Map.of("allowed", may && !denied.contains(right)));
  }

  @Override
  public KubeStream stream(String path) {
    throw new AssertionError("a look follows nothing: " + path);
  }

  @Override
  public void close() {}
}
