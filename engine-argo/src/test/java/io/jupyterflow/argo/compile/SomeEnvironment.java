package io.jupyterflow.argo.compile;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.PodEnvironmentBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An environment as a capture of a notebook's pod gives it.
public final class SomeEnvironment {

  private static final String CONTAINER =
      """
      {"image": "localhost/jupyterflow-notebook:e2e", "imagePullPolicy": "IfNotPresent",
       "env": [{"name": "PATH", "value": "/usr/local/bin:/usr/bin:/bin"},
               {"name": "DATA", "value": "$(PATH)/data"},
               {"name": "NODE", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}}],
       "volumeMounts": [{"name": "home", "mountPath": "/home/jovyan"}],
       "resources": {"limits": {"memory": "2Gi"}, "requests": {"cpu": "100m", "memory": "1Gi"}},
       "securityContext": {"allowPrivilegeEscalation": false}}
      """;

  private static final String POD =
      """
      {"volumes": [{"name": "home", "persistentVolumeClaim": {"claimName": "claim-alice"}}],
       "securityContext": {"runAsUser": 1000, "runAsGroup": 100, "fsGroup": 100}}
      """;

  private SomeEnvironment() {}

  /// With a home on a carried volume.
  public static Environment withHome() {
    return of(CONTAINER, POD, Map.of(), "/home/jovyan");
  }

  /// With variables that travel in a Secret.
  public static Environment with(Map<String, String> secrets) {
    return of(CONTAINER, POD, secrets, "/home/jovyan");
  }

  /// Without any volume.
  public static Environment bare() {
    return of(
        "{\"image\": \"localhost/jupyterflow-notebook:e2e\", \"imagePullPolicy\":"
            + " \"IfNotPresent\"}",
        "{}",
        Map.of(),
        null);
  }

  /// Without anything but an image, for a cluster of the namespace `hub`.
  ///
  /// @param directory where jobs run
  /// @param home on a carried volume, or null where there is none
  /// @param secrets variables that travel in a Secret
  public static Environment plain(
      String directory, @Nullable String home, Map<String, String> secrets) {
    return EnvironmentBuilder.in(directory)
        .engine(
            PodEnvironmentBuilder.in("hub")
                .container(KubeObject.EMPTY.with("image", "notebook:1"))
                .secrets(secrets)
                .home(home)
                .build())
        .build();
  }

  /// In a namespace of a real cluster, without any volume.
  public static Environment in(String namespace) {
    return in(namespace, "SOME", "value");
  }

  /// In a namespace of a real cluster, with a variable.
  public static Environment in(String namespace, String name, String value) {
    return in(namespace, name, value, Map.of());
  }

  /// In a namespace of a real cluster, with a variable, and with some that travel in a Secret.
  public static Environment in(
      String namespace, String name, String value, Map<String, String> secrets) {
    return EnvironmentBuilder.in("/tmp")
        .engine(
            PodEnvironmentBuilder.in(namespace)
                .container(
                    new KubeObject(
                        Map.of(
                            "image",
                            "localhost/jupyterflow-notebook:e2e",
                            "imagePullPolicy",
                            "IfNotPresent",
                            "env",
                            List.of(Map.of("name", name, "value", value)))))
                .secrets(secrets)
                .build())
        .build();
  }

  private static Environment of(
      String container, String pod, Map<String, String> secrets, @Nullable String home) {
    return EnvironmentBuilder.in(home == null ? "/tmp" : home + "/work")
        .engine(
            PodEnvironmentBuilder.in("jupyterhub")
                .container(KubeObject.parse(container))
                .pod(KubeObject.parse(pod))
                .secrets(secrets)
                .home(home)
                .build())
        .build();
  }
}
