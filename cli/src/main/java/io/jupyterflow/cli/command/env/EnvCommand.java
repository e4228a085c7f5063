package io.jupyterflow.cli.command.env;

import io.jupyterflow.cli.command.ArgumentChecks;
import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.output.ItemTable;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.EnvironmentDocument;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.flow.script.DiskFacts;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/// `env show`: what a job would have, item by item, and why.
public final class EnvCommand implements CliCommand<Arguments> {

  public static final List<String> ACTIONS = List.of("show");

  private static final String WRITE = "Write jupyterflow env show; it takes flags only.";

  private static final OutputFormats FORMATS =
      OutputFormats.of(OutputFormat.TABLE, OutputFormat.WIDE, OutputFormat.JSON, OutputFormat.YAML);

  @Override
  public CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax("env", "Show what jobs would have, and why.", "env show [FLAGS]");
    syntax.operands("show", "What to do; there is nothing else yet.");
    EngineFlags.addTo(syntax);
    syntax.formats(FORMATS);
    return syntax.examples(
        "jupyterflow env show",
        "jupyterflow env show -o wide             # whole values, and where each was found",
        "jupyterflow env show --engine local -o json");
  }

  @Override
  public Arguments options(Arguments arguments) {
    return arguments;
  }

  @Override
  public ExitCode run(Arguments words, Session session) {
    List<String> operands = words.operands();
    if (!operands.isEmpty() && !ACTIONS.contains(operands.getFirst())) {
      throw new JupyterFlowException.Usage(
          ArgumentChecks.unknown("command", "env ", operands.getFirst(), ACTIONS, WRITE));
    }
    if (operands.size() != 1) {
      throw new JupyterFlowException.Usage(WRITE);
    }
    OutputFormat format = words.format(FORMATS);
    Settings settings =
        SettingsLoader.settings(session, EngineFlags.of(words).layer(null), format.isDocument());
    Engine engine =
        session
            .engines()
            .named(settings.engine().value(), "write --engine local for what jobs have here");
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
