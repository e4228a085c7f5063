package io.jupyterflow.cli.command.doctor;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;

/// The options of `doctor`.
///
/// @param engine what to look at
public record DoctorOptions(OutputFormat format, EngineFlags engine) {

  private static final OutputFormats FORMATS =
      OutputFormats.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.YAML);

  static CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax("doctor", "Say whether runs would work here.", "doctor [FLAGS]");
    EngineFlags.addTo(syntax);
    syntax.formats(FORMATS);
    syntax.strays();
    return syntax.examples(
        "jupyterflow doctor",
        "jupyterflow doctor --engine local",
        "jupyterflow doctor -o json | jq -r .manifest | kubectl apply -f -   # for administrators");
  }

  static DoctorOptions of(Arguments arguments) {
    if (!arguments.operands().isEmpty()) {
      throw new JupyterFlowException.Usage(
          "doctor takes flags only.", Remedy.of(ActionKind.RUN_DOCTOR));
    }
    return new DoctorOptions(arguments.format(FORMATS), EngineFlags.of(arguments));
  }
}
