package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.EngineNames;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.engine.EngineDescriptor.Ability;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.settings.EngineChoice;
import io.jupyterflow.core.settings.Setting;
import java.util.List;

/// Flags that say in what jobs run on Kubernetes, typed where jobs run on this machine: who types
/// one must not believe that it holds. What files say of a cluster stays: they serve all engines.
public final class ClusterFlagCheck {

  private ClusterFlagCheck() {}

  /// Refuses them for new runs of the engine that was chosen.
  ///
  /// @param set the setting by which it was chosen
  /// @param engines those that there are
  /// @throws JupyterFlowException.Usage where one was typed and the engine can't honor it
  public static void refuse(
      EngineFlags flags, Engines.Choice choice, Setting<String> set, Engines engines) {
    EngineDescriptor engine = choice.engine().descriptor();
    String reason = choice.reason();
    refuse(
        flags,
        engine,
        reason.isEmpty() ? here(engine, because(set)) : reason,
        reason.isEmpty()
            ? how(engines)
            : "; see what is missing: jupyterflow doctor --engine " + able(engines));
  }

  /// The same, for an engine that is known by what it says of itself.
  public static void refuse(
      EngineFlags flags, EngineDescriptor engine, Setting<String> set, Engines engines) {
    refuse(flags, engine, here(engine, because(set)), how(engines));
  }

  /// Refuses them for a rerun, which is of its run's engine.
  public static void refuse(EngineFlags flags, Engine engine, String run, Engines engines) {
    refuse(
        flags,
        engine.descriptor(),
        here(engine.descriptor(), "as the run " + run + " did"),
        "; or start the flow again on a cluster: jupyterflow run --engine " + able(engines));
  }

  private static void refuse(EngineFlags flags, EngineDescriptor engine, String where, String how) {
    if (!engine.can(Ability.IMAGES)) {
      refuse(flags, where, how);
    }
  }

  private static void refuse(EngineFlags flags, String where, String how) {
    List<String> given = flags.clusterOnly();
    if (!given.isEmpty()) {
      String names = String.join(" and ", given);
      throw new JupyterFlowException.Usage(
          names + (given.size() == 1 ? " is" : " are") + " for Kubernetes. " + where,
          Remedy.of("leave " + names + " out" + how));
    }
  }

  private static String here(EngineDescriptor engine, String why) {
    return "Here, jobs run on " + engine.place() + " (engine " + engine.name() + "), " + why + ".";
  }

  private static String how(Engines engines) {
    return "; or choose a cluster: --engine "
        + able(engines)
        + ", in a pod of it or with KUBECONFIG set to its file.";
  }

  private static String able(Engines engines) {
    return EngineNames.able(engines, Ability.IMAGES);
  }

  private static String because(Setting<String> set) {
    if (set.value().equals(EngineChoice.AUTO)) {
      return "because this is not a pod of a cluster";
    }
    return set.origin().startsWith("--")
        ? "as " + set.origin() + " " + set.value() + " says"
        : "as engine: " + set.value() + " in " + set.origin() + " says";
  }
}
