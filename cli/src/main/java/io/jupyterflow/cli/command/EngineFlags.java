package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.EngineNames;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.settings.EngineChoice;
import io.jupyterflow.core.settings.SettingsLayer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The flags that say where jobs run and in what, and the settings they come to.
public final class EngineFlags {

  public static final String ENGINE = "--engine";

  /// Stands for the names of all engines in the description of a flag: [#nameEngines].
  public static final String ENGINES = "{engines}";

  private EngineFlags() {}

  public static void addTo(CommandSpec spec) {
    spec.addOption(Flags.value("ENGINE", "Where to run: auto, " + ENGINES + ".", ENGINE));
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
    spec.addOption(Flags.value("ENGINE", "Only runs of this engine: " + ENGINES + ".", ENGINE));
  }

  /// Puts the names of the engines there are into a command's help.
  public static void nameEngines(CommandSpec spec, Engines engines) {
    for (OptionSpec option : List.copyOf(spec.options())) {
      spec.remove(option);
      String text = String.join("", option.description());
      spec.addOption(
          text.contains(ENGINES)
              ? option.toBuilder()
                  .description(text.replace(ENGINES, EngineNames.all(engines)))
                  .build()
              : option);
    }
  }

  /// The engine that a command line names; `auto` where it names none. Asked for every command,
  /// before it does anything.
  ///
  /// @throws JupyterFlowException.Usage where there is no such engine
  public static String named(ParseResult words, Engines engines) {
    String name = words.matchedOptionValue(ENGINE, EngineChoice.AUTO);
    if (!name.equals(EngineChoice.AUTO) && !EngineNames.choices(engines).contains(name)) {
      throw new JupyterFlowException.Usage(
          ArgumentChecks.unknown(
              "engine",
              "",
              name,
              EngineNames.called(engines, name),
              EngineNames.choices(engines),
              "Use --engine " + EngineNames.withAuto(engines) + "."));
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
