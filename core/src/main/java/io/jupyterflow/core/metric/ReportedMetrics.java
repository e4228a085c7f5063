package io.jupyterflow.core.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that the jobs of a run reported.
///
/// @param points by job, in the order of the plan; jobs that reported nothing are left out
/// @param notices what could not be taken over
public record ReportedMetrics(Map<String, List<MetricPoint>> points, List<MetricNotice> notices) {

  public ReportedMetrics {
    points = Collections.unmodifiableMap(new LinkedHashMap<>(points));
    notices = List.copyOf(notices);
  }
}
