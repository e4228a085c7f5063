package io.jupyterflow.cli.command.run;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.FlowFlags;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import io.jupyterflow.cli.command.StartFlags;
import io.jupyterflow.core.plan.PlanOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of `run`.
///
/// @param flow text of `-c`, or null
/// @param file of `-f`, or null
/// @param strays words that are not flags; there should be none
/// @param dryRun whether to show what would run, and run nothing
/// @param emit the engine whose text to print, or null
/// @param emitFormat of that text, or null for the engine's usual
/// @param start how to start the run, and how to show it
/// @param engine where jobs run
/// @param plan what jobs get
public record RunOptions(
    @Nullable String flow,
    @Nullable String file,
    List<String> strays,
    boolean dryRun,
    @Nullable String emit,
    @Nullable OutputFormat emitFormat,
    StartFlags start,
    EngineFlags engine,
    PlanOptions plan) {

  /// With `--emit`.
  private static final OutputFormats EMITTED =
      OutputFormats.of(OutputFormat.JSON, OutputFormat.YAML);

  static CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax("run", "Run a flow and follow it.", "run [-c FLOW | -f FILE] [FLAGS]");
    syntax.value(
        "FLOW",
        "Run this flow: jobs with >> between them, in quotes.",
        List.of(CommandSyntax.FILES),
        "-c",
        "--command");
    syntax.value(
        "FILE",
        "Run this workflow file (./workflow.yaml).",
        List.of(CommandSyntax.FILES),
        "-f",
        "--file");
    syntax.toggle("Show what would run, and run nothing.", "--dry-run");
    syntax.value(
        "ENGINE",
        "Print exactly what " + EngineFlags.ENGINES + " would get.",
        List.of(CommandSyntax.ENGINE),
        "--emit");
    StartFlags.addTo(syntax);
    EngineFlags.addTo(syntax);
    FlowFlags.addTo(syntax);
    syntax.strays();
    return syntax.examples(
        "jupyterflow run -c \"prep.py >> train.py >> report.ipynb\"",
        "jupyterflow run -c \"train.py lr={0.1,0.01} epochs={10,20}\"     # four variants",
        "jupyterflow run -c \"prep.py >> [a.py, b.py] >> merge.py\"       # a and b at once",
        "jupyterflow run -c \"train.py lr={0.1,0.2} >> eval.py lr={lr}\"  # two chains",
        "jupyterflow run -c \"train.py\" --gpu 1 --for train --timeout 2h",
        "jupyterflow run --dry-run -c \"prep.py >> train.py\"",
        "id=$(jupyterflow run -d -f workflow.yaml)");
  }

  static RunOptions of(Arguments arguments) {
    String emit = arguments.valueOrNull("--emit");
    return new RunOptions(
        arguments.valueOrNull("-c"),
        arguments.valueOrNull("-f"),
        arguments.operands(),
        arguments.has("--dry-run"),
        emit,
        emit == null ? null : arguments.formatOrNull(EMITTED),
        StartFlags.of(arguments),
        EngineFlags.of(arguments),
        FlowFlags.of(arguments));
  }

  /// Whether a format can be printed: with `--emit`, not all can.
  static boolean allows(String candidate, List<String> before) {
    String previous = before.isEmpty() ? "" : before.getLast();
    boolean isFormat = previous.equals("-o") || previous.equals("--output");
    if (!isFormat || EMITTED.words().contains(candidate)) {
      return true;
    }
    return before.stream().noneMatch(word -> word.equals("--emit") || word.startsWith("--emit="));
  }

  /// Whether nothing is to run.
  boolean showsOnly() {
    return dryRun || emit != null;
  }
}
