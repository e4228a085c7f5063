package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prints documents.
public final class DocumentPrinter {

  private DocumentPrinter() {}

  /// Prints a document of ours.
  ///
  /// @param format a document format
  public static void print(Session session, OutputFormat format, Map<String, ?> document) {
    session.text(text(format, document));
  }

  /// What an engine would get, in a form that can be passed on as it is: `kubectl create -f -`
  /// takes it. Several documents are a stream in YAML, and a `List` of Kubernetes in JSON, which
  /// has no streams.
  public static void emit(Session session, OutputFormat format, List<Map<String, ?>> documents) {
    if (documents.size() == 1) {
      print(session, format, documents.getFirst());
    } else if (format == OutputFormat.YAML) {
      StringBuilder stream = new StringBuilder();
      for (Map<String, ?> document : documents) {
        stream.append(stream.isEmpty() ? YamlText.of(document) : YamlText.inStream(document));
      }
      session.text(stream.toString());
    } else {
      Map<String, Object> list = new LinkedHashMap<>();
      list.put("apiVersion", "v1");
      list.put("kind", "List");
      list.put("items", documents);
      print(session, format, list);
    }
  }

  private static String text(OutputFormat format, @Nullable Object document) {
    return format == OutputFormat.YAML ? YamlText.of(document) : JsonText.pretty(document);
  }
}
