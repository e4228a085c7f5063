package io.jupyterflow.core.results;

import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SpellingSuggestion;
import io.jupyterflow.core.results.Curve.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A metric over a hyperparameter, or over another metric as it went on, ready to be drawn.
///
/// @param y the metric
/// @param x what it is drawn over: a hyperparameter, a metric, or `report` for the count of reports
/// @param categories the values of a hyperparameter that are not all numbers, in order; empty where
///   x is a number
/// @param curves at least one with a point
public record Chart(String y, String x, List<String> categories, List<Curve> curves) {

  /// What a learning curve is drawn over where reports name nothing better.
  private static final String REPORT = "report";

  /// Metrics that only count how far a training is.
  public static final List<String> USUAL_STEPS = List.of("epoch", "step", "iteration");

  /// Puts a metric before it that is called like a hyperparameter.
  private static final String METRIC = "metric.";

  public Chart {
    categories = List.copyOf(categories);
    curves = List.copyOf(curves);
  }

  /// Makes the chart that a word asks for: `loss` over the first hyperparameter that differs (over
  /// training where none does), `loss:rate` over that hyperparameter, `loss:epoch` over that
  /// metric.
  ///
  /// @throws JupyterFlowException.NotFound where there is no such metric or hyperparameter
  public static Chart of(Results results, String word) {
    int colon = results.metrics().contains(word) ? -1 : word.lastIndexOf(':');
    String y = colon < 0 ? word : word.substring(0, colon);
    results.requireMetric(y);
    List<String> differing = differing(results);
    if (colon < 0) {
      return differing.isEmpty()
          ? curve(results, differing, y, usualStep(results, y))
          : overParameter(results, differing, y, differing.getFirst());
    }
    String x = word.substring(colon + 1);
    if (differing.contains(x)
        || (results.parameters().contains(x) && !results.metrics().contains(x))) {
      return overParameter(results, differing, y, x);
    }
    String metric = x.startsWith(METRIC) ? x.substring(METRIC.length()) : x;
    if (results.metrics().contains(metric)) {
      return curve(results, differing, y, metric);
    }
    List<String> known = new ArrayList<>(results.parameters());
    known.addAll(results.metrics());
    throw new JupyterFlowException.NotFound(
        "There is no hyperparameter or metric '"
            + x
            + "'. There are: "
            + String.join(", ", known)
            + ".",
        Remedy.of(SpellingSuggestion.to(x, known).map(n -> "did you mean " + n + "?").orElse("")));
  }

  private static @Nullable String usualStep(Results results, String y) {
    for (String step : USUAL_STEPS) {
      if (results.metrics().contains(step) && !step.equals(y)) {
        return step;
      }
    }
    return null;
  }

  private static List<String> differing(Results results) {
    List<String> differing = new ArrayList<>();
    for (String parameter : results.parameters()) {
      Set<@Nullable String> values = new LinkedHashSet<>();
      for (ResultRow row : results.rows()) {
        values.add(row.parameters().get(parameter));
      }
      if (values.size() > 1) {
        differing.add(parameter);
      }
    }
    return differing;
  }

  private static Chart overParameter(Results results, List<String> differing, String y, String x) {
    List<String> values = new ArrayList<>(new LinkedHashSet<>(valuesOf(results, x)));
    boolean numbers = values.stream().allMatch(v -> number(v) != null);
    Map<String, List<Point>> points = new LinkedHashMap<>();
    for (ResultRow row : results.rows()) {
      String at = row.parameters().get(x);
      Double value = row.metrics().get(y);
      if (at != null && value != null) {
        Double place = numbers ? number(at) : Double.valueOf(values.indexOf(at));
        points
            .computeIfAbsent(label(results, differing, row, x), l -> new ArrayList<>())
            .add(new Point(place == null ? 0 : place, value));
      }
    }
    List<Curve> curves = new ArrayList<>();
    points.forEach((label, list) -> {
      list.sort(Comparator.comparingDouble(Point::x));
      curves.add(new Curve(label, list));
    });
    return new Chart(y, x, numbers ? List.of() : values, curves);
  }

  private static List<String> valuesOf(Results results, String parameter) {
    List<String> values = new ArrayList<>();
    for (ResultRow row : results.rows()) {
      String value = row.parameters().get(parameter);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private static Chart curve(
      Results results, List<String> differing, String y, @Nullable String x) {
    List<Curve> curves = new ArrayList<>();
    for (ResultRow row : results.rows()) {
      List<Point> points = new ArrayList<>();
      List<MetricPoint> history = row.histories().getOrDefault(y, List.of());
      List<MetricPoint> steps = x == null ? List.of() : row.histories().getOrDefault(x, List.of());
      int step = 0;
      for (int i = 0; i < history.size(); i++) {
        while (step < steps.size() && steps.get(step).report() <= history.get(i).report()) {
          step++;
        }
        if (x == null) {
          points.add(new Point(i + 1, history.get(i).value()));
        } else if (step > 0) {
          points.add(new Point(steps.get(step - 1).value(), history.get(i).value()));
        }
      }
      if (!points.isEmpty()) {
        curves.add(new Curve(label(results, differing, row, ""), points));
      }
    }
    return new Chart(y, x == null ? REPORT : x, List.of(), curves);
  }

  /// What differs between the rows except for `x`; where nothing does, nothing tells them apart.
  private static String label(Results results, List<String> differing, ResultRow row, String x) {
    StringBuilder label = new StringBuilder(results.runs().size() > 1 ? row.run() : "");
    for (String parameter : differing) {
      String value = row.parameters().get(parameter);
      if (!parameter.equals(x) && value != null) {
        label.append(label.isEmpty() ? "" : " ").append(parameter).append('=').append(value);
      }
    }
    return label.isEmpty() && x.isEmpty() && results.rows().size() > 1
        ? row.job()
        : label.toString();
  }

  private static @Nullable Double number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
