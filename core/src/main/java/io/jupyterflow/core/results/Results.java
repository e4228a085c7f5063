package io.jupyterflow.core.results;

import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SpellingSuggestion;
import io.jupyterflow.core.run.JobSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Variants, hyperparameters and metrics of one or several runs as one table.
///
/// A metric's value is the last one reported. Under a goal it is the best of the history, and the
/// row's other metrics are those of that moment, so that a row is one state of the training.
///
/// @param runs ids, as asked for
/// @param parameters names of the hyperparameters, in order of appearance
/// @param metrics names of the metrics, in order of appearance
/// @param rows in the order of the plans; where there is a goal the best first, and those that did
///   not succeed behind all others
public record Results(
    List<String> runs,
    List<String> parameters,
    List<String> metrics,
    @Nullable Goal goal,
    List<ResultRow> rows) {

  public Results {
    runs = List.copyOf(runs);
    parameters = List.copyOf(parameters);
    metrics = List.copyOf(metrics);
    rows = List.copyOf(rows);
  }

  /// Collects the jobs that reported something and the variants next to them; where nothing was
  /// reported at all, the jobs that have hyperparameters.
  ///
  /// @throws JupyterFlowException.NotFound where the goal's metric was not reported
  public static Results of(List<RunMetrics> runs, @Nullable Goal goal) {
    List<ResultRow> rows = new ArrayList<>();
    boolean reported = runs.stream().anyMatch(r -> !r.metrics().isEmpty());
    for (RunMetrics run : runs) {
      addRows(run, goal, reported, rows);
    }
    Set<String> parameters = new LinkedHashSet<>();
    Set<String> metrics = new LinkedHashSet<>();
    for (ResultRow row : rows) {
      parameters.addAll(row.parameters().keySet());
      metrics.addAll(row.metrics().keySet());
    }
    if (goal != null) {
      requireMetric(goal.metric(), metrics);
      sort(rows, goal);
    }
    List<String> ids = runs.stream().map(r -> r.run().id()).toList();
    return new Results(ids, List.copyOf(parameters), List.copyOf(metrics), goal, rows);
  }

  /// Fails where no row has such a metric.
  ///
  /// @throws JupyterFlowException.NotFound naming the nearest one, or how to report metrics
  public void requireMetric(String name) {
    requireMetric(name, metrics);
  }

  private static void requireMetric(String name, Collection<String> known) {
    if (known.contains(name)) {
      return;
    }
    String there =
        known.isEmpty()
            ? " No metrics were reported."
            : " There are: " + String.join(", ", known) + ".";
    String next =
        known.isEmpty()
            ? "print lines of name=number words, such as epoch=1 loss=0.5, or append JSON lines to"
                + " the file $JUPYTERFLOW_METRICS"
            : SpellingSuggestion.to(name, known).map(n -> "did you mean " + n + "?").orElse("");
    throw new JupyterFlowException.NotFound(
        "There is no metric '" + name + "'." + there, Remedy.of(next));
  }

  private static void addRows(
      RunMetrics run, @Nullable Goal goal, boolean reported, List<ResultRow> rows) {
    Set<String> origins = new HashSet<>();
    for (Job job : run.run().plan().jobs()) {
      if (run.metrics().containsKey(job.name())) {
        origins.add(job.origin());
      }
    }
    List<Job> jobs = run.run().plan().jobs();
    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      if (reported ? origins.contains(job.origin()) : !job.parameters().isEmpty()) {
        JobSnapshot state = run.run().jobs().get(i);
        Map<String, List<MetricPoint>> histories = run.histories(job.name());
        rows.add(
            new ResultRow(
                run.run().id(),
                job.name(),
                state.state(),
                job.parameters(),
                values(histories, goal),
                histories,
                false));
      }
    }
  }

  private static Map<String, Double> values(
      Map<String, List<MetricPoint>> histories, @Nullable Goal goal) {
    Optional<MetricPoint> moment =
        goal == null
            ? Optional.empty()
            : goal.best(histories.getOrDefault(goal.metric(), List.of()));
    Map<String, Double> values = new LinkedHashMap<>();
    histories.forEach((name, history) -> values.put(name, at(moment, history)));
    return values;
  }

  private static double at(Optional<MetricPoint> moment, List<MetricPoint> history) {
    double value = history.getLast().value();
    if (moment.isPresent()) {
      for (MetricPoint point : history) {
        if (point.report() <= moment.get().report()) {
          value = point.value();
        }
      }
    }
    return value;
  }

  /// Those that failed come last, whatever they reported: what a job says before it fails may be
  /// anything, and there is nothing to go on with.
  private static void sort(List<ResultRow> rows, Goal goal) {
    rows.sort((one, other) ->
        one.isVoid() == other.isVoid()
            ? goal.compare(value(one, goal), value(other, goal))
            : Boolean.compare(one.isVoid(), other.isVoid()));
    if (!rows.isEmpty()
        && !rows.getFirst().isVoid()
        && !Double.isNaN(value(rows.getFirst(), goal))) {
      rows.set(0, rows.getFirst().asBest());
    }
  }

  /// The row that would be the best one had it not failed: it has a better number than all that did
  /// not. Nothing where there is none, or no goal.
  public Optional<ResultRow> passedOver() {
    Goal by = goal;
    if (by == null) {
      return Optional.empty();
    }
    for (ResultRow row : rows) {
      double value = value(row, by);
      if (row.isVoid() && !Double.isNaN(value)) {
        // they are in order: this is the best of its kind, and the first row of the others
        boolean better =
            rows.getFirst().isVoid() || by.compare(value, value(rows.getFirst(), by)) < 0;
        return better ? Optional.of(row) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static double value(ResultRow row, Goal goal) {
    return row.metrics().getOrDefault(goal.metric(), Double.NaN);
  }
}
