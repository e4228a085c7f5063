package io.jupyterflow.core.results;

import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.metric.ReportedMetrics;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A run and all that its jobs reported.
///
/// @param reported as [Engine#metrics] gives it
public record RunMetrics(RunSnapshot run, ReportedMetrics reported) {

  /// By job, in the order they came.
  public Map<String, List<MetricPoint>> metrics() {
    return reported.points();
  }

  /// What the last attempt that reported anything did report, by metric name.
  Map<String, List<MetricPoint>> histories(String job) {
    List<MetricPoint> points = metrics().getOrDefault(job, List.of());
    int attempt = 0;
    for (MetricPoint point : points) {
      attempt = Math.max(attempt, point.attempt());
    }
    Map<String, List<MetricPoint>> histories = new LinkedHashMap<>();
    for (MetricPoint point : points) {
      if (point.attempt() == attempt) {
        histories.computeIfAbsent(point.name(), n -> new ArrayList<>()).add(point);
      }
    }
    return histories;
  }
}
