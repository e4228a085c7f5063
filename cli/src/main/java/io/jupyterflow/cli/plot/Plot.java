package io.jupyterflow.cli.plot;

import io.jupyterflow.core.results.Chart;
import io.jupyterflow.core.results.Curve;
import io.jupyterflow.core.results.Curve.Point;
import java.util.ArrayList;
import java.util.List;

/// Draws a chart as lines of text.
public final class Plot {

  private Plot() {}

  /// The chart under its title: lines over numbers, bars over categories.
  ///
  /// @param columns how wide it may be
  /// @param unicode whether more than ASCII can be shown
  public static List<String> draw(Chart chart, int columns, boolean unicode) {
    List<String> lines = new ArrayList<>();
    lines.add(chart.y() + " over " + chart.x());
    lines.addAll(
        chart.categories().isEmpty()
            ? LinePlot.draw(chart, columns, unicode)
            : BarPlot.draw(chart, columns, unicode));
    int left = 0;
    for (Curve curve : chart.curves()) {
      for (Point point : curve.points()) {
        left += Double.isFinite(point.y()) ? 0 : 1;
      }
    }
    if (left > 0 && chart.categories().isEmpty()) {
      lines.add(
          left + (left == 1 ? " value is" : " values are") + " NaN or infinite and not drawn");
    }
    return lines;
  }
}
