package io.jupyterflow.cli.command.doctor;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.ClusterFlagCheck;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.output.DoctorLines;
import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.cli.wiring.EngineProvider;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.document.DoctorDocument;
import io.jupyterflow.core.settings.EngineChoice;
import io.jupyterflow.core.settings.Settings;

/// `doctor`: whether a run would work here, what is missing, and what fixes it.
public final class DoctorCommand implements CliCommand<DoctorOptions> {

  @Override
  public CommandSyntax syntax() {
    return DoctorOptions.syntax();
  }

  @Override
  public DoctorOptions options(Arguments arguments) {
    return DoctorOptions.of(arguments);
  }

  @Override
  public ExitCode run(DoctorOptions options, Session session) {
    OutputFormat format = options.format();
    Settings settings =
        SettingsLoader.settings(session, options.engine().layer(null), format.isDocument());
    DoctorReport checkup = look(options.engine(), settings, session.engines());
    if (format.isDocument()) {
      DocumentPrinter.print(session, format, DoctorDocument.of(checkup, RemedyText::of));
    } else {
      DoctorLines.of(checkup, session.style()).forEach(session::result);
    }
    if (checkup.isReady()) {
      return ExitCode.OK;
    }
    return checkup.isReachable() ? ExitCode.REFUSED : ExitCode.UNREACHABLE;
  }

  private static DoctorReport look(EngineFlags flags, Settings settings, Engines engines) {
    EngineProvider engine = engines.provider(settings.engine().value());
    ClusterFlagCheck.refuse(flags, engine.descriptor(), settings.engine(), engines);
    EngineProvider home = engines.provider(EngineChoice.AUTO);
    String name = home.descriptor().name();
    boolean isSame = name.equals(engine.descriptor().name());
    return engine.look(
        settings::appliedTo,
        isSame ? "" : home.whyHome() + "; jupyterflow doctor --engine " + name + " looks at that");
  }
}
