package io.jupyterflow.core.document;

import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `RunList` document: one line of `ps` for each run. Published as `run-list.schema.json`.
public final class RunListDocument {

  private RunListDocument() {}

  /// The document.
  ///
  /// @param runs in the order they must be in
  public static Map<String, @Nullable Object> of(List<RunSummary> runs) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("apiVersion", PlanDocument.API_VERSION);
    document.put("kind", "RunList");
    List<Object> items = new ArrayList<>(runs.size());
    for (RunSummary run : runs) {
      items.add(run(run));
    }
    document.put("runs", items);
    return document;
  }

  private static Map<String, @Nullable Object> run(RunSummary run) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", run.id());
    fields.put("engine", run.engine());
    fields.put("state", run.state().text());
    fields.put("parent", run.parent());
    fields.put("createdAt", run.createdAt().toString());
    fields.put("startedAt", RunDocument.text(run.startedAt()));
    fields.put("finishedAt", RunDocument.text(run.finishedAt()));
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("total", run.total());
    for (JobState state : JobState.values()) {
      if (run.count(state) > 0) {
        counts.put(state.text(), run.count(state));
      }
    }
    fields.put("jobs", counts);
    return fields;
  }
}
