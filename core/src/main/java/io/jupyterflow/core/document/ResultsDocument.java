package io.jupyterflow.core.document;

import io.jupyterflow.core.metric.MetricNotice;
import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.results.Goal;
import io.jupyterflow.core.results.ResultRow;
import io.jupyterflow.core.results.Results;
import io.jupyterflow.core.results.RunMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `Results` document. NaN and the infinities are the texts `NaN`, `Infinity` and `-Infinity`,
/// because JSON has no numbers for them.
public final class ResultsDocument {

  private ResultsDocument() {}

  /// The document of a table.
  ///
  /// @param runs those that the results were made of
  public static Map<String, Object> of(Results results, List<RunMetrics> runs) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", PlanDocument.API_VERSION);
    document.put("kind", "Results");
    document.put("runs", results.runs());
    document.put("parameters", results.parameters());
    document.put("metrics", results.metrics());
    Goal goal = results.goal();
    if (goal != null) {
      document.put("goal", Map.of(goal.direction().text(), goal.metric()));
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (ResultRow row : results.rows()) {
      rows.add(row(row));
    }
    document.put("rows", rows);
    List<Map<String, Object>> notices = new ArrayList<>();
    for (RunMetrics run : runs) {
      for (MetricNotice notice : run.reported().notices()) {
        notices.add(
            Map.of("run", run.run().id(), "job", notice.job(), "message", notice.message()));
      }
    }
    if (!notices.isEmpty()) {
      document.put("notices", notices);
    }
    return document;
  }

  private static Map<String, Object> row(ResultRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run", row.run());
    fields.put("job", row.job());
    fields.put("state", row.state().text());
    fields.put("parameters", row.parameters());
    fields.put("metrics", row.metrics());
    Map<String, List<Double>> history = new LinkedHashMap<>();
    row.histories()
        .forEach(
            (name, points) -> history.put(name, points.stream().map(MetricPoint::value).toList()));
    fields.put("history", history);
    if (row.best()) {
      fields.put("best", true);
    }
    return fields;
  }
}
