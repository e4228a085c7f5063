package io.jupyterflow.core.document;

import io.jupyterflow.core.environment.CapturedItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `Environment` document: what jobs would have, item by item. Published as
/// `environment.schema.json`.
public final class EnvironmentDocument {

  private EnvironmentDocument() {}

  /// The document.
  ///
  /// @param engine the name of the engine that captured it
  /// @param workingDirectory of the jobs
  /// @param items in the order they must be in; no secret's value is among them
  public static Map<String, @Nullable Object> of(
      String engine, String workingDirectory, List<CapturedItem> items) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("apiVersion", PlanDocument.API_VERSION);
    document.put("kind", "Environment");
    document.put("engine", engine);
    document.put("workingDirectory", workingDirectory);
    List<Object> entries = new ArrayList<>(items.size());
    for (CapturedItem item : items) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("kind", item.kind());
      fields.put("name", item.name());
      fields.put("value", item.value());
      fields.put("fate", item.fate().text());
      fields.put("source", item.source());
      fields.put("reason", item.reason());
      entries.add(fields);
    }
    document.put("items", entries);
    return document;
  }
}
