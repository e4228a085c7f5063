package io.jupyterflow.cli.command;

import io.jupyterflow.cli.output.OutputFormat;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.YamlText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prints documents.
final class Documents {

  private Documents() {}

  /// @param format a document format
  static void print(Session session, OutputFormat format, Map<String, ?> document) {
    session.text(text(format, document));
  }

  private static String text(OutputFormat format, @Nullable Object document) {
    return format == OutputFormat.YAML ? YamlText.of(document) : JsonText.pretty(document);
  }
}
