package io.jupyterflow.cli.command.rerun;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.StartFlags;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of `rerun`.
///
/// @param run the run to run again, as the user named it
/// @param failed whether to run only what did not succeed
/// @param from the job to begin at, or null
/// @param start how to start the new run, and how to show it
/// @param engine what its jobs run in
public record RerunOptions(
    String run, boolean failed, @Nullable String from, StartFlags start, EngineFlags engine) {

  static final String EXAMPLE = "jupyterflow rerun @last --from JOB";

  static CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax(
            "rerun",
            "Run a finished run again, as a new one. On Kubernetes it runs in what the notebook and"
                + " the settings have now, and says what the first run had otherwise.",
            "rerun ID [--failed | --from JOB]");
    syntax.operands(
        "ID", "The run: its id, the beginning of it, or @last.", List.of(CommandSyntax.RUN));
    syntax.toggle("Run only what did not succeed, and reuse the rest.", "--failed");
    syntax.value(
        "JOB", "Run this job, and all that come after it.", List.of(CommandSyntax.JOB), "--from");
    StartFlags.addTo(syntax);
    EngineFlags.addFilterTo(syntax);
    EngineFlags.addClusterTo(syntax);
    return syntax.examples(
        "jupyterflow rerun @last --failed",
        "jupyterflow rerun train-7f3k2 --from report",
        "jupyterflow rerun @last --failed --image lab:2   # on Kubernetes: fixed in the meantime",
        "jupyterflow rerun @last -d");
  }

  static RerunOptions of(Arguments arguments) {
    StartFlags start = StartFlags.of(arguments);
    String run = arguments.operand("the run", EXAMPLE);
    boolean failed = arguments.has("--failed");
    String from = arguments.valueOrNull("--from");
    if (failed && from != null) {
      throw new JupyterFlowException.Usage("--failed and --from exclude each other.");
    }
    return new RerunOptions(run, failed, from, start, EngineFlags.of(arguments));
  }
}
