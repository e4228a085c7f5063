package io.jupyterflow.cli.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells whether a process runs in a pod. The variables of the pod say so, but terminals of `su -`,
/// ssh, RStudio or cron start without them; then the files do that the kubelet puts into every
/// container. Nothing here is of the cluster's engine: local runs must not pay for that.
public final class PodSigns {

  private static final String HOST = "KUBERNETES_SERVICE_HOST";
  private static final Path ROOT = Path.of("/");
  private static final String ACCOUNT = "var/run/secrets/kubernetes.io/serviceaccount";
  private static final String HOSTS = "# Kubernetes-managed hosts file";

  private PodSigns() {}

  /// Whether this is a pod, with a service account or without.
  ///
  /// @param variables of the process
  public static boolean areHere(Map<String, String> variables) {
    return areHere(variables, null, ROOT);
  }

  /// @param account the folder of the pod's service account, or null where it is where every pod's
  ///   is
  /// @param root of the files
  static boolean areHere(Map<String, String> variables, @Nullable Path account, Path root) {
    return !variables.getOrDefault(HOST, "").isEmpty()
        || Files.exists(account == null ? root.resolve(ACCOUNT) : account)
        || beginning(root.resolve("etc/hosts"), HOSTS.length()).equals(HOSTS)
        || hasHost(beginning(root.resolve("proc/1/environ"), Integer.MAX_VALUE));
  }

  private static boolean hasHost(String variables) {
    return variables.startsWith(HOST + "=") || variables.contains("\0" + HOST + "=");
  }

  private static String beginning(Path file, int length) {
    if (!Files.isReadable(file)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
