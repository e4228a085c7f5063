package io.jupyterflow.core.results;

import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.run.JobState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one job came to.
///
/// @param run the id of its run
/// @param parameters its hyperparameters, as the user wrote them
/// @param metrics one value for each metric it reported
/// @param histories all values of each metric, of its last attempt that reported any
/// @param best whether no other row that may be best reaches the goal better
public record ResultRow(
    String run,
    String job,
    JobState state,
    Map<String, String> parameters,
    Map<String, Double> metrics,
    Map<String, List<MetricPoint>> histories,
    boolean best) {

  public ResultRow {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    histories = Collections.unmodifiableMap(new LinkedHashMap<>(histories));
  }

  /// Whether its job ended without success, so that its numbers are those of no whole training.
  public boolean isVoid() {
    return state.isTerminal() && !state.isSuccess();
  }

  ResultRow asBest() {
    return new ResultRow(run, job, state, parameters, metrics, histories, true);
  }
}
