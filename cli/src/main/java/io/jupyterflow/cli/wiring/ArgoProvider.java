package io.jupyterflow.cli.wiring;

import io.jupyterflow.argo.engine.ArgoDescriptor;
import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.environment.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The way to the engine of Argo Workflows: on the cluster that this process is a pod of, else on
/// that of the user's kubeconfig. Outside of a pod, nothing of the cluster's is loaded: a local run
/// must not pay for it.
final class ArgoProvider implements EngineProvider {

  /// For an answer of a cluster that is asked apart from this machine.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ProcessContext surroundings;
  private final @Nullable Path account;
  private @Nullable ClusterEngine cluster;
  private @Nullable Boolean isPod;

  /// @param account the folder of the pod's service account, or null where it is where every pod's
  ///   is
  ArgoProvider(ProcessContext surroundings, @Nullable Path account) {
    this.surroundings = surroundings;
    this.account = account;
  }

  @Override
  public EngineDescriptor descriptor() {
    return ArgoDescriptor.ARGO;
  }

  @Override
  public boolean isHome() {
    if (isPod == null) {
      isPod = PodSigns.areHere(surroundings.environment(), account, Path.of("/"));
    }
    return isPod;
  }

  @Override
  public String whyHome() {
    return "this is a pod of a cluster";
  }

  @Override
  public Engine engine(String instead) {
    return cluster().engine(instead);
  }

  @Override
  public Engine writer(String instead) {
    return !cluster().isReachable() && !KubeconfigCluster.hasCluster(surroundings)
        ? KubeconfigCluster.writer(surroundings)
        : engine(instead);
  }

  @Override
  public Offer offer(String otherwise) {
    String here = "Runs in this container (engine " + otherwise + ")";
    if (!cluster().isReachable()) {
      return new Offer(false, here + ": " + cluster().lack() + ", so the cluster can't be asked.");
    }
    return cluster().hasArgo()
        ? new Offer(
            true,
            "Runs on the cluster (engine "
                + descriptor().name()
                + "), because it has Argo Workflows; --engine "
                + otherwise
                + " runs in this container.")
        : new Offer(false, here + ", because the cluster has no Argo Workflows.");
  }

  @Override
  public Optional<Engine> withRuns(Supplier<String> set) {
    return (isHome() ? cluster().isReachable() : isSet(set))
        ? Optional.of(cluster().engine(PATIENCE, ""))
        : Optional.empty();
  }

  /// Whether new runs would go to a cluster that a file names. If there is no such file, nothing
  /// else is asked.
  private boolean isSet(Supplier<String> set) {
    return Files.isReadable(surroundings.kubeconfig()) && set.get().equals(descriptor().name());
  }

  @Override
  public DoctorReport look(UnaryOperator<Environment> settings, String elsewhere) {
    if (!isHome() && KubeconfigCluster.hasCluster(surroundings)) {
      return KubeconfigCluster.look(surroundings, settings);
    }
    return ClusterEngine.look(surroundings, settings);
  }

  private ClusterEngine cluster() {
    if (cluster == null) {
      cluster = new ClusterEngine(surroundings, account);
    }
    return cluster;
  }
}
