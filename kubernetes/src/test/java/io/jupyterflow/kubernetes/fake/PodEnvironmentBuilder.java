package io.jupyterflow.kubernetes.fake;

import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.kubernetes.capture.HelperContainers;
import io.jupyterflow.kubernetes.capture.NodeBinding;
import io.jupyterflow.kubernetes.capture.NotebookFiles;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds what the pods of jobs are made of. Unless the test says otherwise, they are pods of the
/// user `alice` with the service account `jupyterflow-job`, no fields and no image.
public final class PodEnvironmentBuilder {

  private final String namespace;
  private String user = "alice";
  private KubeObject container = KubeObject.EMPTY;
  private KubeObject pod = KubeObject.EMPTY;
  private KubeObject patch = KubeObject.EMPTY;
  private @Nullable String serviceAccount = "jupyterflow-job";
  private Map<String, String> secrets = Map.of();
  private @Nullable String home;
  private List<CapturedItem> items = List.of();
  private @Nullable NodeBinding binding;
  private @Nullable NotebookFiles files;
  private HelperContainers helpers = HelperContainers.NONE;

  private PodEnvironmentBuilder(String namespace) {
    this.namespace = namespace;
  }

  /// Starts with pods of a namespace.
  public static PodEnvironmentBuilder in(String namespace) {
    return new PodEnvironmentBuilder(namespace);
  }

  /// Starts with a copy.
  public static PodEnvironmentBuilder from(PodEnvironment other) {
    PodEnvironmentBuilder copy = in(other.namespace());
    copy.user = other.user();
    copy.container = other.container();
    copy.pod = other.pod();
    copy.patch = other.patch();
    copy.serviceAccount = other.serviceAccount();
    copy.secrets = other.secrets();
    copy.home = other.home();
    copy.items = other.items();
    copy.binding = other.binding();
    copy.files = other.files();
    copy.helpers = other.helpers();
    return copy;
  }

  public PodEnvironmentBuilder user(String name) {
    user = name;
    return this;
  }

  public PodEnvironmentBuilder container(KubeObject fields) {
    container = fields;
    return this;
  }

  public PodEnvironmentBuilder pod(KubeObject fields) {
    pod = fields;
    return this;
  }

  public PodEnvironmentBuilder patch(KubeObject fields) {
    patch = fields;
    return this;
  }

  public PodEnvironmentBuilder serviceAccount(@Nullable String name) {
    serviceAccount = name;
    return this;
  }

  public PodEnvironmentBuilder secrets(Map<String, String> variables) {
    secrets = variables;
    return this;
  }

  public PodEnvironmentBuilder home(@Nullable String path) {
    home = path;
    return this;
  }

  public PodEnvironmentBuilder binding(@Nullable NodeBinding to) {
    binding = to;
    return this;
  }

  public PodEnvironmentBuilder files(NotebookFiles of) {
    files = of;
    return this;
  }

  public PodEnvironmentBuilder helpers(HelperContainers of) {
    helpers = of;
    return this;
  }

  /// Makes the environment.
  public PodEnvironment build() {
    return new PodEnvironment(
        namespace,
        user,
        container,
        pod,
        patch,
        serviceAccount,
        secrets,
        home,
        items,
        binding,
        files,
        helpers);
  }
}
