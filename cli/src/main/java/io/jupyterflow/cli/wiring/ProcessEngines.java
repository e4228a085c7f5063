package io.jupyterflow.cli.wiring;

import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.TextStream;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.settings.EngineChoice;
import io.jupyterflow.local.engine.LocalEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The engines this build has. Used by one thread.
///
/// Outside a pod, nothing of the cluster's is loaded: a local run must not pay for it.
public final class ProcessEngines implements Engines {

  private static final String ARGO = "argo";

  /// For an answer of a cluster that is asked beside this machine.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ProcessContext surroundings;
  private final @Nullable Path account;
  private @Nullable Engine local;
  private @Nullable ClusterEngine cluster;
  private @Nullable Boolean isPod;

  public ProcessEngines(ProcessContext surroundings) {
    this(surroundings, null);
  }

  /// @param account the folder of the pod's service account, or null where it is where every pod's
  ///   is
  public ProcessEngines(ProcessContext surroundings, @Nullable Path account) {
    this.surroundings = surroundings;
    this.account = account;
  }

  @Override
  public List<Engine> all(Supplier<String> set) {
    if (isPod() ? cluster().isReachable() : isKubeconfigSet(set)) {
      try {
        return List.of(local(), cluster().engine(PATIENCE, ""));
      } catch (JupyterFlowException e) {
        TextStream err = new TextStream(surroundings.err(), Style.PLAIN);
        err.text("Runs of the cluster are left out: " + RemedyText.line(e) + "\n");
        err.flush();
      }
    }
    return List.of(local());
  }

  /// Whether new runs would go to a cluster that a file names. Where there is no such file, nothing
  /// else is asked.
  private boolean isKubeconfigSet(Supplier<String> set) {
    return Files.isReadable(surroundings.kubeconfig()) && set.get().equals(ARGO);
  }

  @Override
  public Choice choose(String name, String instead) {
    return switch (name) {
      case "local" -> new Choice(local(), "");
      case ARGO -> new Choice(cluster().engine(instead), "");
      case EngineChoice.AUTO -> isPod() ? inPod() : new Choice(local(), "");
      default ->
          throw new JupyterFlowException.Usage(
              "There is no engine '" + name + "'.", Remedy.of("use --engine auto, local or argo"));
    };
  }

  @Override
  public Choice writer(String name, String instead) {
    boolean needsNone =
        name.equals(ARGO)
            && !cluster().isReachable()
            && !KubeconfigCluster.hasCluster(surroundings);
    return needsNone
        ? new Choice(KubeconfigCluster.writer(surroundings), "")
        : choose(name, instead);
  }

  private Choice inPod() {
    if (!cluster().isReachable()) {
      return new Choice(
          local(),
          "Runs in this container (engine local): "
              + cluster().lack()
              + ", so the cluster can't be asked.");
    }
    return cluster().hasArgo()
        ? new Choice(
            cluster().engine(""),
            "Runs on the cluster (engine argo), since it has Argo Workflows; --engine local runs in"
                + " this container.")
        : new Choice(
            local(),
            "Runs in this container (engine local), since the cluster has no Argo Workflows.");
  }

  private boolean isPod() {
    if (isPod == null) {
      isPod = PodSigns.areHere(surroundings.environment(), account, Path.of("/"));
    }
    return isPod;
  }

  private ClusterEngine cluster() {
    if (cluster == null) {
      cluster = new ClusterEngine(surroundings, account);
    }
    return cluster;
  }

  private Engine local() {
    if (local == null) {
      local =
          new LocalEngine(
              surroundings.environment(), surroundings.directory(), surroundings.clock());
    }
    return local;
  }
}
