package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.EngineNames;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.engine.EngineDescriptor.Ability;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.settings.EngineChoice;
import io.jupyterflow.core.settings.Setting;
import java.util.List;
import picocli.CommandLine.ParseResult;

/// Flags that say in what jobs run on Kubernetes, typed where jobs run on this machine: who types
/// one must not believe that it holds. What files say of a cluster stays: they serve all engines.
public final class ClusterFlagCheck {

  private static final List<String> FLAGS = List.of("--image", "--namespace");

  private ClusterFlagCheck() {}

  /// Refuses them for new runs of the engine that was chosen.
  ///
  /// @param set the setting by which it was chosen
  /// @param engines those that there are
  /// @throws JupyterFlowException.Usage where one was typed and the engine can't honour it
  public static void refuse(
      ParseResult words, Engines.Choice choice, Setting<String> set, Engines engines) {
    String reason = choice.reason();
    refuse(
        words,
        choice.engine().descriptor(),
        reason.isEmpty() ? here(choice.engine().descriptor(), because(set)) : reason,
        reason.isEmpty()
            ? how(engines)
            : "; jupyterflow doctor --engine " + able(engines) + " says what is missing.");
  }

  /// The same, for an engine that is known by what it says of itself.
  public static void refuse(
      ParseResult words, EngineDescriptor engine, Setting<String> set, Engines engines) {
    refuse(words, engine, here(engine, because(set)), how(engines));
  }

  /// Refuses them for a rerun, which is of its run's engine.
  public static void refuse(ParseResult words, Engine engine, String run, Engines engines) {
    refuse(
        words,
        engine.descriptor(),
        here(engine.descriptor(), "as the run " + run + " did"),
        "; or start the flow anew on a cluster: jupyterflow run --engine " + able(engines) + ".");
  }

  private static void refuse(ParseResult words, EngineDescriptor engine, String where, String how) {
    if (!engine.can(Ability.IMAGES)) {
      refuse(words, where, how);
    }
  }

  private static void refuse(ParseResult words, String where, String how) {
    List<String> typed = FLAGS.stream().filter(flag -> Flags.has(words, flag)).toList();
    if (!typed.isEmpty()) {
      String flags = String.join(" and ", typed);
      throw new JupyterFlowException.Usage(
          flags
              + (typed.size() == 1 ? " is" : " are")
              + " for Kubernetes. "
              + where
              + " Leave "
              + flags
              + " out"
              + how);
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
      return "since it is no pod of a cluster";
    }
    return set.origin().startsWith("--")
        ? "as " + set.origin() + " " + set.value() + " says"
        : "as engine: " + set.value() + " in " + set.origin() + " says";
  }
}
