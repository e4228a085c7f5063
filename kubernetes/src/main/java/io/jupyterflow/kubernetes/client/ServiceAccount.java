package io.jupyterflow.kubernetes.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  private static final Path FIRST = Path.of("/proc/1/environ");
  private static final String HOST = "KUBERNETES_SERVICE_HOST";
  private static final String PORT = "KUBERNETES_SERVICE_PORT";

  /// The service account of this pod; nothing where this is no pod, it was given none, or the
  /// process may not read its token.
  ///
  /// @param variables of the process
  /// @param folder normally [#FOLDER]
  public static Optional<ServiceAccount> find(Map<String, String> variables, Path folder) {
    return find(variables, folder, FIRST);
  }

  /// @param first the variables of process 1, as the kernel shows them
  static Optional<ServiceAccount> find(Map<String, String> variables, Path folder, Path first) {
    Path token = folder.resolve("token");
    if (!Files.isReadable(token)) {
      return Optional.empty();
    }
    String host = variables.getOrDefault(HOST, "");
    String port = variables.getOrDefault(PORT, "443");
    if (host.isEmpty()) {
      // a terminal that was started without the pod's variables
      String shown = "\0" + content(first);
      host = after(shown, HOST, "kubernetes.default.svc");
      port = after(shown, PORT, "443");
    }
    String authority = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return Optional.of(
        new ServiceAccount(
            "https://" + authority + ":" + port,
            token,
            folder.resolve("ca.crt"),
            text(folder.resolve("namespace"))));
  }

  private static String after(String variables, String name, String otherwise) {
    int at = variables.indexOf("\0" + name + "=");
    if (at < 0) {
      return otherwise;
    }
    int from = at + name.length() + 2;
    int end = variables.indexOf('\0', from);
    return variables.substring(from, end < 0 ? variables.length() : end);
  }

  private static String content(Path file) {
    try {
      return Files.isReadable(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          : "";
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException absent) {
      return "default";
    }
  }
}
