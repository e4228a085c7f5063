package io.jupyterflow.cli.command;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.settings.EngineChoice;
import io.jupyterflow.core.settings.SettingsLayer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The flags that say where jobs run and in what, and the settings they come to.
public final class EngineFlags {

  public static final String ENGINE = "--engine";

  private EngineFlags() {}

  public static void addTo(CommandSpec spec) {
    spec.addOption(Flags.value("ENGINE", "Where to run: auto, local or argo.", ENGINE));
    addWherein(spec);
  }

  /// In what jobs run on a cluster, where it is not what the notebook has.
  public static void addWherein(CommandSpec spec) {
    spec.addOption(
        Flags.value("IMAGE", "On Kubernetes: run in this image, not the notebook's.", "--image"));
    spec.addOption(
        Flags.value(
            "NAMESPACE",
            "On Kubernetes: run in this namespace, not the notebook's.",
            "--namespace"));
  }

  /// For commands on runs that are there.
  public static void addWhose(CommandSpec spec) {
    spec.addOption(Flags.value("ENGINE", "Only runs of this engine: local or argo.", ENGINE));
  }

  /// The engine that a command line names; `auto` where it names none. Asked for every command,
  /// before it does anything.
  ///
  /// @throws JupyterFlowException.Usage where there is no such engine
  public static String named(ParseResult words) {
    String name = words.matchedOptionValue(ENGINE, EngineChoice.AUTO);
    if (!EngineChoice.ALL.contains(name)) {
      throw ArgumentChecks.unknown(
          "engine", "", name, EngineChoice.ALL, "use --engine auto, local or argo");
    }
    return name;
  }

  /// The settings that flags give.
  ///
  /// @param width how many jobs at once, or null where no flag says
  public static SettingsLayer layer(ParseResult words, @Nullable Integer width) {
    return SettingsLayer.flags(Flags.value(words, ENGINE).orElse(null), width)
        .with("image", Flags.value(words, "--image").orElse(null), "--image")
        .with("namespace", Flags.value(words, "--namespace").orElse(null), "--namespace");
  }
}
