package io.jupyterflow.argo.kube;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What the kubelet gives a pod so that it may call the API server.
///
/// @param server `https://10.96.0.1:443`
/// @param token the file with the bearer token
/// @param authority the file with the certificates that the server's is signed by
/// @param namespace the pod's
public record ServiceAccount(String server, Path token, Path authority, String namespace) {

  /// Where every pod has it.
  public static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private static final String HOST = "KUBERNETES_SERVICE_HOST";
  private static final String PORT = "KUBERNETES_SERVICE_PORT";

  /// The service account of this pod; nothing where this is no pod or it was given none.
  ///
  /// @param variables of the process
  /// @param folder normally [#FOLDER]
  public static Optional<ServiceAccount> find(Map<String, String> variables, Path folder) {
    Path token = folder.resolve("token");
    if (!isPod(variables) || !Files.isReadable(token)) {
      return Optional.empty();
    }
    String host = variables.getOrDefault(HOST, "");
    String authority = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    String server = "https://" + authority + ":" + variables.getOrDefault(PORT, "443");
    return Optional.of(
        new ServiceAccount(
            server, token, folder.resolve("ca.crt"), text(folder.resolve("namespace"))));
  }

  /// Whether the process runs in a pod, with a service account or without.
  public static boolean isPod(Map<String, String> variables) {
    return !variables.getOrDefault(HOST, "").isEmpty();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException absent) {
      return "default";
    }
  }
}
