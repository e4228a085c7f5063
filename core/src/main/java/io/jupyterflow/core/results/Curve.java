package io.jupyterflow.core.results;

import java.util.List;

/// Points of a [Chart] that belong together.
///
/// @param label what tells it from the others; empty where it is the only one
/// @param points in drawing order
public record Curve(String label, List<Point> points) {

  public Curve {
    points = List.copyOf(points);
  }

  /// A value at a place.
  ///
  /// @param x a number, or the index of a category
  /// @param y may be NaN or infinite
  public record Point(double x, double y) {}
}
