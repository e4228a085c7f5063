package io.jupyterflow.cli.command.ps;

import io.jupyterflow.cli.command.ArgumentChecks;
import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.run.RunState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of `ps`.
///
/// @param state that runs are in, or null for all
/// @param limit how many runs are listed at most
public record PsOptions(OutputFormat format, @Nullable RunState state, int limit) {

  private static final OutputFormats FORMATS =
      OutputFormats.of(
          OutputFormat.TABLE,
          OutputFormat.WIDE,
          OutputFormat.JSON,
          OutputFormat.YAML,
          OutputFormat.NAME);

  /// How many runs a table shows where no flag says.
  private static final int SHOWN = 20;

  static CommandSyntax syntax() {
    CommandSyntax syntax = new CommandSyntax("ps", "List runs, newest first.", "ps [FLAGS]");
    syntax.formats(FORMATS);
    syntax.value("STATE", "Show only runs in this state: running, failed …", states(), "--state");
    syntax.value("NUMBER", "Show at most NUMBER runs (20 in a table).", "-n", "--limit");
    syntax.toggle("Show all of them.", "-a", "--all");
    syntax.strays();
    EngineFlags.addFilterTo(syntax);
    return syntax.examples(
        "jupyterflow ps",
        "jupyterflow ps --state failed -o wide",
        "jupyterflow ps --state running -o name");
  }

  static PsOptions of(Arguments arguments) {
    List<String> strays = arguments.operands();
    if (!strays.isEmpty()) {
      throw new JupyterFlowException.Usage(
          "ps lists all runs.", Remedy.of("to see one: ", ActionKind.SHOW_RUN, strays.getFirst()));
    }
    OutputFormat format = arguments.format(FORMATS);
    boolean isTable = format == OutputFormat.TABLE || format == OutputFormat.WIDE;
    int usual = isTable && !arguments.has("--all") ? SHOWN : Integer.MAX_VALUE;
    @Nullable Integer limit = arguments.number("-n", 1);
    return new PsOptions(
        format, state(arguments.valueOrNull("--state")), limit == null ? usual : limit);
  }

  private static @Nullable RunState state(@Nullable String word) {
    if (word == null) {
      return null;
    }
    for (RunState state : RunState.values()) {
      if (state.text().equals(word)) {
        return state;
      }
    }
    List<String> known = states();
    throw ArgumentChecks.unknown(
        "state", "", word, known, "use one of " + String.join(", ", known));
  }

  private static List<String> states() {
    List<String> states = new ArrayList<>();
    for (RunState state : RunState.values()) {
      states.add(state.text());
    }
    return states;
  }
}
