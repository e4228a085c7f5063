package io.jupyterflow.cli.command.env;

import io.jupyterflow.cli.command.ArgumentChecks;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Flags;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.output.ItemTable;
import io.jupyterflow.cli.output.OutputFormat;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.EnvironmentDocument;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.flow.script.DiskFacts;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `env show`: what a job would have, item by item, and why.
public final class EnvCommand implements CliCommand {

  public static final List<String> ACTIONS = List.of("show");

  private static final String WRITE = "write jupyterflow env show; it takes flags only";

  private static final OutputFormat[] FORMATS = {
    OutputFormat.TABLE, OutputFormat.WIDE, OutputFormat.JSON, OutputFormat.YAML
  };

  @Override
  public CommandSpec syntax() {
    CommandSpec spec =
        Flags.command("env", "Show what jobs would have, and why.", "env show [FLAGS]");
    spec.addPositional(Flags.operands("show", "What to do; there is nothing else yet."));
    EngineFlags.addTo(spec);
    spec.addOption(Flags.format(FORMATS));
    return Flags.common(
        spec,
        "jupyterflow env show",
        "jupyterflow env show -o wide             # whole values, and where each was found",
        "jupyterflow env show --engine local -o json");
  }

  @Override
  public ExitCode run(ParseResult words, Session session) {
    List<String> operands = Flags.operands(words);
    if (!operands.isEmpty() && !ACTIONS.contains(operands.getFirst())) {
      throw ArgumentChecks.unknown("command", "env ", operands.getFirst(), ACTIONS, WRITE);
    }
    if (operands.size() != 1) {
      throw new JupyterFlowException.Usage("env takes one action.", Remedy.of(WRITE));
    }
    OutputFormat format = Flags.format(words, OutputFormat.TABLE, FORMATS);
    Settings settings =
        SettingsLoader.settings(session, EngineFlags.layer(words, null), format.isDocument());
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
