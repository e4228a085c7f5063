package io.jupyterflow.cli.command.results;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.results.Goal;
import io.jupyterflow.core.results.Goal.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of `results`.
///
/// @param runs as the user named them
/// @param plot what to draw, empty for the usual metric, or null to print the numbers
/// @param goal what is best, or null
public record ResultsOptions(
    List<String> runs, @Nullable String plot, OutputFormat format, @Nullable Goal goal) {

  private static final OutputFormats FORMATS =
      OutputFormats.of(
          OutputFormat.TABLE,
          OutputFormat.WIDE,
          OutputFormat.CSV,
          OutputFormat.JSON,
          OutputFormat.YAML,
          OutputFormat.NAME);

  static CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax(
            "results",
            "Compare the hyperparameters of runs with their metrics.",
            "results ID… [FLAGS]");
    syntax.operands(
        "ID", "The runs: ids, beginnings of them, or @last.", List.of(CommandSyntax.RUNS));
    syntax.value("METRIC", "Sort by the smallest value of METRIC of each job.", "--min");
    syntax.value("METRIC", "Sort by the largest value of METRIC of each job.", "--max");
    syntax.optionalValue(
        "METRIC[:OVER]",
        "Draw METRIC over a hyperparameter, or over a metric such as epoch as it went on.",
        "--plot");
    syntax.formats(FORMATS);
    EngineFlags.addFilterTo(syntax);
    return syntax.examples(
        "jupyterflow results @last --min loss",
        "jupyterflow results train-7f3k2 train-9zzzz --max accuracy",
        "jupyterflow results @last --plot loss:rate     # over a hyperparameter",
        "jupyterflow results @last --plot loss:epoch    # learning curves",
        "jupyterflow results @last -o csv > results.csv",
        "jupyterflow results @last --max accuracy -o name | head -1",
        "",
        "Metrics need no library: print lines of name=number words (epoch=1 loss=0.5), or append",
        "JSON lines to the file $JUPYTERFLOW_METRICS, or give patterns in workflow.yaml.");
  }

  static ResultsOptions of(Arguments arguments) {
    List<String> runs = arguments.operands();
    String plot = arguments.valueOrNull("--plot");
    if (plot != null && runs.isEmpty()) {
      // `results --plot ID`: the word behind the flag is the run
      runs = List.of(plot);
      plot = "";
    }
    OutputFormat format = arguments.format(FORMATS);
    if (plot != null && arguments.has("-o")) {
      throw new JupyterFlowException.Usage(
          "--plot draws on the terminal, and -o prints the numbers.", Remedy.of("use one of them"));
    }
    if (runs.isEmpty() || runs.getFirst().isEmpty()) {
      throw new JupyterFlowException.Usage(
          "The name of the run is missing.", Remedy.of("jupyterflow results @last"));
    }
    return new ResultsOptions(runs, plot, format, goal(arguments));
  }

  private static @Nullable Goal goal(Arguments arguments) {
    String min = arguments.valueOrNull("--min");
    String max = arguments.valueOrNull("--max");
    if (min != null && max != null) {
      throw new JupyterFlowException.Usage("--min and --max exclude each other.");
    }
    if (min != null) {
      return new Goal(Direction.MIN, min);
    }
    return max == null ? null : new Goal(Direction.MAX, max);
  }
}
