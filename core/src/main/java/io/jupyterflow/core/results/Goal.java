package io.jupyterflow.core.results;

import io.jupyterflow.core.metric.MetricPoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What makes one result better than another.
public record Goal(Direction direction, String metric) {

  /// Whether less or more is better.
  public enum Direction {
    MIN,
    MAX;

    /// The word documents carry.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The best point of a history, the first of equals; NaN only where all are.
  Optional<MetricPoint> best(List<MetricPoint> history) {
    Optional<MetricPoint> best = Optional.empty();
    for (MetricPoint point : history) {
      if (best.isEmpty() || compare(point.value(), best.get().value()) < 0) {
        best = Optional.of(point);
      }
    }
    return best;
  }

  /// Orders the better value first and NaN last.
  int compare(double one, double other) {
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Boolean.compare(Double.isNaN(one), Double.isNaN(other));
    }
    return switch (direction) {
      case MIN -> Double.compare(one + 0.0, other + 0.0);
      case MAX -> Double.compare(other + 0.0, one + 0.0);
    };
  }
}
