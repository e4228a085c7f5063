package io.jupyterflow.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A namespace of its own with a notebook as Kubeflow makes it for a user's profile, with the
/// rights that `deploy/kubeflow` gives. Closing it deletes all of it.
record Profile(String namespace) implements AutoCloseable {

  private static final String ROLE = "deploy/kubeflow";

  /// Makes it with Kubeflow's own kind of notebook, and waits for that.
  static Profile open(String namespace) {
    return open(namespace, "kubeflow.yaml");
  }

  /// Makes it with the notebook of a manifest, and waits for that.
  ///
  /// @param manifest a file beside this class, with a pod `nb-0` whose container `nb` is the
  ///   notebook; `SPACE` in it becomes the namespace and `FOLDER` a folder for its volume
  static Profile open(String namespace, String manifest) {
    Profile profile = new Profile(namespace);
    profile.close();
    Hub.cluster("kubectl", "apply", "-k", ROLE).ok();
    String beside =
        Hub.kubectl("get", "pv", "home-alice", "-o", "jsonpath={.spec.hostPath.path}").ok().out();
    profile.apply(
        resource(manifest)
            .replace("SPACE", namespace)
            .replace("FOLDER", beside.replace("alice", namespace)));
    profile.kubectl("wait", "--for=condition=Ready", "pod/nb-0", "--timeout=180s").ok();
    return profile;
  }

  private static String resource(String name) {
    try (InputStream in = Profile.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A line of shell in the notebook.
  Hub.Outcome shell(String line) {
    return kubectl("exec", "-i", "nb-0", "-c", "nb", "--", "bash", "-c", line);
  }

  Hub.Outcome jupyterflow(String... words) {
    List<String> command =
        new ArrayList<>(List.of("exec", "-i", "nb-0", "-c", "nb", "--", "jupyterflow"));
    command.addAll(List.of(words));
    return kubectl(command.toArray(String[]::new));
  }

  /// Starts a run and gives its id.
  String start(String... words) {
    List<String> command = new ArrayList<>(List.of("run", "-d"));
    command.addAll(List.of(words));
    return jupyterflow(command.toArray(String[]::new)).ok().id();
  }

  /// What `why` says of a run, as soon as it says this.
  String why(String id, String wanted) {
    return Hub.until(() -> jupyterflow("why", id), said -> said.out().contains(wanted)).out();
  }

  Hub.Outcome kubectl(String... words) {
    List<String> command = new ArrayList<>(List.of("kubectl", "-n", namespace));
    command.addAll(List.of(words));
    return Hub.cluster(command.toArray(String[]::new));
  }

  Hub.Outcome apply(String manifest, String... flags) {
    List<String> command = new ArrayList<>(List.of("kubectl", "apply", "-f", "-"));
    command.addAll(List.of(flags));
    return Hub.cluster(manifest.getBytes(StandardCharsets.UTF_8), command.toArray(String[]::new))
        .ok();
  }

  @Override
  public void close() {
    Hub.cluster("kubectl", "delete", "namespace", namespace, "--ignore-not-found").ok();
    Hub.cluster("kubectl", "delete", "pv", namespace, "--ignore-not-found").ok();
  }
}
