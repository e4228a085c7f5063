package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.settings.EngineChoice;
import io.jupyterflow.core.settings.Setting;
import java.util.List;
import picocli.CommandLine.ParseResult;

/// Flags that say in what jobs run on Kubernetes, typed where jobs run on this machine: who types
/// one must not believe that it holds. What files say of a cluster stays: they serve both engines.
public final class ClusterFlagCheck {

  private static final List<String> FLAGS = List.of("--image", "--namespace");

  private static final String HOW =
      "; or choose a cluster: --engine argo, in a pod of it or with KUBECONFIG set to its file";

  private ClusterFlagCheck() {}

  /// Refuses them for new runs of the engine that was chosen.
  ///
  /// @param set the setting by which it was chosen
  /// @throws JupyterFlowException.Usage where one was typed and the engine can't honour it
  public static void refuse(ParseResult words, Engines.Choice choice, Setting<String> set) {
    String reason = choice.reason();
    refuse(
        words,
        choice.engine(),
        reason.isEmpty() ? here(because(set)) : reason,
        reason.isEmpty() ? HOW : "; see what is missing: jupyterflow doctor --engine argo");
  }

  /// The same, where it is known already that jobs run here.
  public static void refuseHere(ParseResult words, Setting<String> set) {
    refuse(words, here(because(set)), HOW);
  }

  /// Refuses them for a rerun, which is of its run's engine.
  public static void refuse(ParseResult words, Engine engine, String run) {
    refuse(
        words,
        engine,
        here("as the run " + run + " did"),
        "; or start the flow again on a cluster: jupyterflow run --engine argo");
  }

  private static void refuse(ParseResult words, Engine engine, String where, String how) {
    if (!engine.isElsewhere()) {
      refuse(words, where, how);
    }
  }

  private static void refuse(ParseResult words, String where, String how) {
    List<String> typed = FLAGS.stream().filter(flag -> Flags.has(words, flag)).toList();
    if (!typed.isEmpty()) {
      String flags = String.join(" and ", typed);
      throw new JupyterFlowException.Usage(
          flags + (typed.size() == 1 ? " is" : " are") + " for Kubernetes. " + where,
          Remedy.of("leave " + flags + " out" + how));
    }
  }

  private static String here(String why) {
    return "Here, jobs run on this machine (engine local), " + why + ".";
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
