package io.jupyterflow.cli.command.doctor;

import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.ClusterFlagCheck;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Flags;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.output.DoctorLines;
import io.jupyterflow.cli.output.OutputFormat;
import io.jupyterflow.cli.wiring.EngineProvider;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.document.DoctorDocument;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.settings.EngineChoice;
import io.jupyterflow.core.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `doctor`: whether a run would work here, what is missing, and what mends it.
public final class DoctorCommand implements CliCommand {

  private static final OutputFormat[] FORMATS = {
    OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.YAML
  };

  @Override
  public CommandSpec syntax() {
    CommandSpec spec =
        Flags.command("doctor", "Say whether runs would work here.", "doctor [FLAGS]");
    EngineFlags.addTo(spec);
    spec.addOption(Flags.format(FORMATS));
    spec.addPositional(Flags.strays());
    return Flags.common(
        spec,
        "jupyterflow doctor",
        "jupyterflow doctor --engine local",
        "jupyterflow doctor -o json | jq -r .manifest | kubectl apply -f -   # for administrators");
  }

  @Override
  public ExitCode run(ParseResult words, Session session) {
    if (!Flags.operands(words).isEmpty()) {
      throw new JupyterFlowException.Usage("doctor takes flags only: jupyterflow doctor.");
    }
    OutputFormat format = Flags.format(words, OutputFormat.TABLE, FORMATS);
    Settings settings =
        SettingsLoader.settings(session, EngineFlags.layer(words, null), format.isDocument());
    DoctorReport checkup = look(words, settings, session.engines());
    if (format.isDocument()) {
      DocumentPrinter.print(session, format, DoctorDocument.of(checkup));
    } else {
      DoctorLines.of(checkup, session.style()).forEach(session::result);
    }
    if (checkup.isReady()) {
      return ExitCode.OK;
    }
    return checkup.isReachable() ? ExitCode.REFUSED : ExitCode.UNREACHABLE;
  }

  private static DoctorReport look(ParseResult words, Settings settings, Engines engines) {
    EngineProvider engine = engines.provider(settings.engine().value());
    ClusterFlagCheck.refuse(words, engine.descriptor(), settings.engine(), engines);
    EngineProvider home = engines.provider(EngineChoice.AUTO);
    String name = home.descriptor().name();
    boolean isSame = name.equals(engine.descriptor().name());
    return engine.look(
        settings::appliedTo,
        isSame ? "" : home.whyHome() + "; jupyterflow doctor --engine " + name + " looks at that");
  }
}
