package io.jupyterflow.cli.command.env;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.output.ItemTable;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.EnvironmentDocument;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.flow.script.DiskFacts;
import io.jupyterflow.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/// `env show`: what a job would have, item by item, and why.
public final class EnvCommand implements CliCommand<EnvOptions> {

  @Override
  public CommandSyntax syntax() {
    return EnvOptions.syntax();
  }

  @Override
  public EnvOptions options(Arguments arguments) {
    return EnvOptions.of(arguments);
  }

  @Override
  public ExitCode run(EnvOptions options, Session session) {
    OutputFormat format = options.format();
    Settings settings =
        SettingsLoader.settings(session, options.engine().layer(null), format.isDocument());
    Engine engine =
        session
            .engines()
            .named(
                settings.engine().value(),
                "write --engine " + session.engines().here().name() + " for what jobs have here");
    Environment environment = settings.appliedTo(engine.capture());
    List<CapturedItem> items = new ArrayList<>();
    items.add(python(environment, session));
    items.addAll(environment.engine().items(environment));
    if (format.isDocument()) {
      DocumentPrinter.print(
          session,
          format,
          EnvironmentDocument.of(engine.name(), environment.workingDirectory(), items));
    } else {
      ItemTable.of(items, format == OutputFormat.WIDE, session.style()).forEach(session::result);
      session.note("engine " + engine.name() + ", " + ItemTable.counts(items));
    }
    return ExitCode.OK;
  }

  private static CapturedItem python(Environment environment, Session session) {
    DiskFacts facts = new DiskFacts(environment.variables(), session.surroundings().directory());
    String python = facts.python();
    String reason =
        python.indexOf('/') >= 0
            ? "it is the active environment's"
            : facts.isProgram(python) ? "the first on PATH" : "none was found on PATH";
    return new CapturedItem("python", "python", python, Fate.CARRIED, "process", reason);
  }
}
