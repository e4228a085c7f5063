package io.jupyterflow.cli.command.config;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.SettingsLoader;
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

/// `config`: the settings in force and where each comes from.
public final class ConfigCommand implements CliCommand<ConfigOptions> {

  @Override
  public CommandSyntax syntax() {
    return ConfigOptions.syntax();
  }

  @Override
  public ConfigOptions options(Arguments arguments) {
    return ConfigOptions.of(arguments);
  }

  @Override
  public ExitCode run(ConfigOptions options, Session session) {
    if (!options.strays().isEmpty()) {
      throw new JupyterFlowException.Usage(
          "config shows all settings, and takes no words.",
          Remedy.of(
              "to change one, edit "
                  + SettingsFiles.usersFile(
                      session.surroundings().environment(), session.surroundings().home())));
    }
    OutputFormat format = options.format();
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
