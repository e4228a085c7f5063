package io.jupyterflow.cli.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The pod of a notebook server as KubeSpawner makes it.
final class NotebookPod {

  static final String NAME = "jupyter-training";

  private NotebookPod() {}

  /// The pod's object.
  ///
  /// @param home where the volume with the user's files is mounted
  static Map<String, Object> at(Path home) {
    Map<String, Object> container =
        Map.of(
            "name",
            "notebook",
            "image",
            "example.invalid/notebook:1",
            "env",
            List.of(
                Map.of("name", "LANG", "value", "C.UTF-8"),
                Map.of("name", "JUPYTERHUB_USER", "value", "training")),
            "resources",
            Map.of(
                "limits",
                Map.of("cpu", "2", "memory", "2Gi"),
                "requests",
                Map.of("cpu", "1", "memory", "1Gi")),
            "volumeMounts",
            List.of(Map.of("name", "home", "mountPath", home.toString())),
            "securityContext",
            Map.of("allowPrivilegeEscalation", false));
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Pod",
        "metadata",
        Map.of(
            "name",
            NAME,
            "namespace",
            "training",
            "uid",
            "00000000-0000-4000-8000-000000000000",
            "labels",
            Map.of("component", "singleuser-server")),
        "spec",
        Map.of(
            "containers",
            List.of(container),
            "nodeName",
            "node",
            "serviceAccountName",
            "notebook",
            "securityContext",
            Map.of("fsGroup", 100, "runAsUser", 1000),
            "volumes",
            List.of(Map.of("name", "home", "persistentVolumeClaim", Map.of("claimName", "home")))),
        "status",
        Map.of("phase", "Running", "hostIP", "127.0.0.1", "podIP", "127.0.0.1"));
  }
}
