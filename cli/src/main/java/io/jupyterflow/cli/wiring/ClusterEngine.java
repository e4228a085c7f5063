package io.jupyterflow.cli.wiring;

import io.jupyterflow.argo.doctor.Doctor;
import io.jupyterflow.argo.engine.InPod;
import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.kubernetes.capture.NotebookProcess;
import io.jupyterflow.kubernetes.client.InPodApi;
import io.jupyterflow.kubernetes.client.ServiceAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The engine of the cluster this process is in, else of the one that the user's kubeconfig names,
/// made when it is first needed. A class of its own, so that it is not loaded where there is no
/// cluster.
final class ClusterEngine {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ProcessContext surroundings;
  private final Path folder;
  private final @Nullable ServiceAccount account;
  private @Nullable InPod pod;
  private @Nullable Engine engine;

  /// @param account the folder of the pod's service account, or null where it is where every pod's
  ///   is
  ClusterEngine(ProcessContext surroundings, @Nullable Path account) {
    this.surroundings = surroundings;
    this.folder = account == null ? ServiceAccount.FOLDER : account;
    this.account = ServiceAccount.find(surroundings.environment(), folder).orElse(null);
  }

  /// Whether this process may ask the cluster at all.
  boolean isReachable() {
    return account != null;
  }

  /// Why it may not, as a clause.
  String lack() {
    Path token = folder.resolve("token");
    return Files.exists(token)
        ? "you may not read the token of its pod, " + token
        : "its pod has no service account";
  }

  boolean hasArgo() {
    return pod().hasArgo();
  }

  /// @param instead what to do where there is no cluster: [Engines#choose]
  Engine engine(String instead) {
    return engine(PATIENCE, instead);
  }

  /// @param patience how long to wait for an answer, from outside of the cluster
  Engine engine(Duration patience, String instead) {
    if (engine == null) {
      engine =
          account != null
              ? pod()
                  .engine(
                      surroundings.environment(), surroundings.directory(), surroundings.clock())
              : KubeconfigCluster.engine(surroundings, patience, instead);
    }
    return engine;
  }

  /// What is found of all that a run needs, from inside of a pod.
  static DoctorReport look(ProcessContext surroundings, UnaryOperator<Environment> settings) {
    return new Doctor(
            NotebookProcess.read(surroundings.environment(), surroundings.directory()),
            ServiceAccount.FOLDER,
            account -> InPodApi.of(account, Doctor.PATIENCE),
            settings,
            surroundings.clock())
        .look();
  }

  private InPod pod() {
    ServiceAccount own = account;
    if (own == null) {
      throw new IllegalStateException("asked only where there is an account");
    }
    if (pod == null) {
      pod = InPod.of(own, surroundings.home());
    }
    return pod;
  }
}
