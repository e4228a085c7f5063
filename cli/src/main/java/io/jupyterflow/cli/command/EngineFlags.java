package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.EngineNames;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.settings.EngineChoice;
import io.jupyterflow.core.settings.SettingsLayer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The flags that say where jobs run and in what, and the settings they come to.
///
/// @param engine the name of an engine or `auto`, or null where it isn't given
/// @param image for jobs on Kubernetes, or null where it isn't given
/// @param namespace for jobs on Kubernetes, or null where it isn't given
public record EngineFlags(
    @Nullable String engine, @Nullable String image, @Nullable String namespace) {

  public static final String ENGINE = "--engine";
  public static final String NAMESPACE = "--namespace";

  /// Stands for the names of all engines in the description of a flag; [CommandParser#help] puts
  /// them in.
  public static final String ENGINES = "{engines}";

  private static final String IMAGE = "--image";

  /// All of them, for commands that start something or look at where it would start.
  public static void addTo(CommandSyntax syntax) {
    syntax.value(
        "ENGINE",
        "Choose where to run: auto, " + ENGINES + " (auto).",
        List.of(CommandSyntax.ENGINE_OR_AUTO),
        ENGINE);
    addClusterTo(syntax);
  }

  /// The flags for jobs on Kubernetes alone.
  public static void addClusterTo(CommandSyntax syntax) {
    syntax.value("IMAGE", "On Kubernetes: run in this image (the notebook's).", IMAGE);
    syntax.value("NAMESPACE", "On Kubernetes: run in this namespace (the notebook's).", NAMESPACE);
  }

  /// `--engine` of commands on runs that are there already.
  public static void addFilterTo(CommandSyntax syntax) {
    syntax.value(
        "ENGINE",
        "Look only at runs of this engine: " + ENGINES + " (all).",
        List.of(CommandSyntax.ENGINE_OR_AUTO),
        ENGINE);
  }

  public static EngineFlags of(Arguments arguments) {
    return new EngineFlags(
        arguments.valueOrNull(ENGINE),
        arguments.valueOrNull(IMAGE),
        arguments.valueOrNull(NAMESPACE));
  }

  /// The engine that a command line asks for; `auto` where it names none. Read for every command,
  /// before it does anything.
  ///
  /// @throws JupyterFlowException.Usage where there is no such engine
  public static String requested(Arguments arguments, Engines engines) {
    String name = arguments.valueOrNull(ENGINE);
    if (name == null) {
      return EngineChoice.AUTO;
    }
    List<String> choices = EngineNames.choices(engines);
    if (!choices.contains(name)) {
      throw ArgumentChecks.unknown(
          "engine",
          "",
          name,
          EngineNames.called(engines, name),
          choices,
          "use --engine " + EngineNames.withAuto(engines));
    }
    return name;
  }

  /// Those given that only Kubernetes can honor.
  public List<String> clusterOnly() {
    List<String> given = new ArrayList<>();
    if (image != null) {
      given.add(IMAGE);
    }
    if (namespace != null) {
      given.add(NAMESPACE);
    }
    return given;
  }

  /// The settings that these flags give.
  ///
  /// @param width how many jobs at once, or null where no flag says
  public SettingsLayer layer(@Nullable Integer width) {
    return SettingsLayer.flags(engine, width)
        .with("image", image, IMAGE)
        .with("namespace", namespace, NAMESPACE);
  }
}
