package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.ServiceAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A notebook as its spawner would make it: the pod's document, its claims, what the process has.
public final class NotebookPods {

  static final Path FOLDER = Path.of("src/test/resources/io/jupyterflow/kubernetes/capture");

  /// As Argo's are.
  public static final HelperContainers HELPERS =
      new HelperContainers(
          List.of("init"),
          List.of("wait"),
          Map.of("cpu", "100m", "memory", "64Mi", "ephemeral-storage", "64Mi"),
          Map.of("cpu", "200m", "memory", "256Mi", "ephemeral-storage", "1Gi"),
          "Argo's own in each job's pod: rules for every container hold for them, too");

  final KnownObjects api = new KnownObjects();
  public KubeObject pod;
  public final Map<String, String> variables;
  final @Nullable Map<String, String> atStart;
  long uid = 1000;
  long gid = 100;
  List<Long> groups = List.of();
  String first = "";
  @Nullable Instant made;
  String container = "";
  String marks = "";
  boolean tokenNamesPod = true;

  private NotebookPods(
      KubeObject pod, Map<String, String> variables, @Nullable Map<String, String> atStart) {
    this.pod = pod;
    this.variables = variables;
    this.atStart = atStart;
  }

  /// A pod `nb-0` of the namespace `lab`, whose container `nb` has the image `lab:1`.
  ///
  /// @param container more of its fields, as JSON; empty for none
  /// @param spec more of the pod's fields, as JSON; empty for none
  public static NotebookPods of(String container, String spec) {
    String more = container.isEmpty() ? "" : ", " + container;
    KubeObject pod =
        KubeObject.parse(
            "{\"metadata\": {\"name\": \"nb-0\", \"namespace\": \"lab\", \"uid\": \"1\"},"
                + " \"spec\": {\"nodeName\": \"n1\", \"containers\": [{\"name\": \"nb\","
                + " \"image\": \"lab:1\""
                + more
                + "}]"
                + (spec.isEmpty() ? "" : ", " + spec)
                + "}}");
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("KUBERNETES_SERVICE_HOST", "10.96.0.1");
    variables.put("HOME", "/home/jovyan");
    return new NotebookPods(pod, variables, new LinkedHashMap<>(variables));
  }

  static NotebookPods named(String name) throws IOException {
    Path folder = FOLDER.resolve(name);
    Path start = folder.resolve("start.env");
    NotebookPods notebook =
        new NotebookPods(
            KubeObject.parse(Files.readString(folder.resolve("pod.json"))),
            variables(folder.resolve("process.env")),
            Files.exists(start) ? variables(start) : null);
    KubeObject claims = KubeObject.parse(Files.readString(folder.resolve("claims.json")));
    for (String claim : claims.tree().keySet()) {
      if ("forbidden".equals(claims.tree().get(claim))) {
        notebook.api.forbid(notebook.claimPath(claim));
      } else {
        notebook.api.put(notebook.claimPath(claim), claims.object(claim));
      }
    }
    return notebook;
  }

  String namespace() {
    return pod.text("metadata", "namespace");
  }

  String podPath() {
    return "/api/v1/namespaces/" + namespace() + "/pods/" + pod.name();
  }

  String claimPath(String claim) {
    return "/api/v1/namespaces/" + namespace() + "/persistentvolumeclaims/" + claim;
  }

  NotebookProcess process() {
    return new NotebookProcess(
        variables,
        Path.of("/home/jovyan/project"),
        uid,
        gid,
        groups,
        atStart,
        first,
        made,
        container,
        marks);
  }

  /// What is captured in it.
  ///
  /// @param folder where the kubelet would have mounted its token
  public PodEnvironment capture(Path folder) throws IOException {
    return capture(folder, ClusterCache.nothing());
  }

  /// What is captured in it with what is remembered.
  public PodEnvironment capture(Path folder, ClusterCache remembered) throws IOException {
    api.put(podPath(), pod);
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("namespace", namespace());
    if (tokenNamesPod) {
      identity.put("pod", Map.of("name", pod.name(), "uid", "1"));
    }
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String claims =
        base64.encodeToString(
            JsonText.line(Map.of("kubernetes.io", identity)).getBytes(StandardCharsets.UTF_8));
    Files.writeString(folder.resolve("token"), "eyJhbGciOiJSUzI1NiJ9." + claims + ".c2ln\n");
    Files.writeString(folder.resolve("namespace"), namespace());
    ServiceAccount account =
        ServiceAccount.find(Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1"), folder).orElseThrow();
    return (PodEnvironment)
        new Capture(api, account, process(), HELPERS, remembered).environment().engine();
  }

  private static Map<String, String> variables(Path file) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=', 1);
      variables.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return variables;
  }
}
