package io.jupyterflow.cli.command.config;

import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Flags;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.output.OutputFormat;
import io.jupyterflow.cli.output.Table;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.settings.Settings;
import io.jupyterflow.core.settings.SettingsFiles;
import io.jupyterflow.core.settings.SettingsLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `config`: the settings in force and where each comes from.
public final class ConfigCommand implements CliCommand {

  private static final OutputFormat[] FORMATS = {
    OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.YAML
  };

  @Override
  public CommandSpec syntax() {
    CommandSpec spec =
        Flags.command("config", "Show the settings in force and their origin.", "config [FLAGS]");
    spec.addOption(Flags.format(FORMATS));
    spec.addPositional(Flags.strays());
    return Flags.common(
        spec, "jupyterflow config", "JUPYTERFLOW_CONFIG_FILE=team.yaml jupyterflow config -o json");
  }

  @Override
  public ExitCode run(ParseResult words, Session session) {
    if (!Flags.operands(words).isEmpty()) {
      throw new JupyterFlowException.Usage(
          "config shows all settings, and takes no words.",
          Remedy.of(
              "to change one, edit "
                  + SettingsFiles.usersFile(
                      session.surroundings().environment(), session.surroundings().home())));
    }
    OutputFormat format = Flags.format(words, OutputFormat.TABLE, FORMATS);
    Settings settings = SettingsLoader.settings(session, SettingsLayer.EMPTY, format.isDocument());
    if (format.isDocument()) {
      DocumentPrinter.print(session, format, document(settings));
      return ExitCode.OK;
    }
    Table table = new Table(List.of("SETTING", "VALUE", "FROM", "USED ON"));
    for (Settings.Entry entry : settings.entries()) {
      table.row(
          List.of(
              entry.key(),
              String.valueOf(entry.value()),
              entry.origin() + (entry.isEnforced() ? " (enforced)" : ""),
              entry.usedOn()));
    }
    table.lines().forEach(session::result);
    return ExitCode.OK;
  }

  private static Map<String, Object> document(Settings settings) {
    List<Object> entries = new ArrayList<>();
    for (Settings.Entry entry : settings.entries()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("key", entry.key());
      fields.put("value", entry.value());
      fields.put("origin", entry.origin());
      fields.put("enforced", entry.isEnforced());
      fields.put("usedOn", entry.usedOn());
      entries.add(fields);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", PlanDocument.API_VERSION);
    document.put("kind", "Settings");
    document.put("settings", entries);
    return document;
  }
}
