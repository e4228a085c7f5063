package io.jupyterflow.argo.cluster;

import io.jupyterflow.argo.engine.CallerContext;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.PodEnvironmentBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A notebook whose home, and that of its jobs, is a folder of this machine.
final class HomeHere {

  private static final String IMAGE = "localhost/jupyterflow-notebook:e2e";

  private HomeHere() {}

  static CallerContext of(RealCluster cluster, Path home) {
    String namespace = cluster.namespace();
    String user = "contract-" + home.getFileName().toString().replaceAll("[^a-z0-9]", "");
    return new CallerContext(namespace, home, () -> environment(namespace, user, home));
  }

  private static Environment environment(String namespace, String user, Path home) {
    Map<String, Object> mount = Map.of("name", "home", "mountPath", home.toString());
    Map<String, Object> variable = Map.of("name", "HOME", "value", home.toString());
    KubeObject container =
        KubeObject.EMPTY
            .with("image", IMAGE)
            .with("imagePullPolicy", "IfNotPresent")
            .with("env", List.of(variable))
            .with("volumeMounts", List.of(mount));
    Map<String, Object> volume =
        Map.of("name", "home", "hostPath", Map.of("path", home.toString()));
    KubeObject pod =
        KubeObject.EMPTY
            .with("volumes", List.of(volume))
            .with("securityContext", Map.of("runAsUser", 0));
    PodEnvironment argo =
        PodEnvironmentBuilder.in(namespace)
            .user(user)
            .container(container)
            .pod(pod)
            .home(home.toString())
            .build();
    return EnvironmentBuilder.in(home.toString()).engine(argo).build();
  }
}
