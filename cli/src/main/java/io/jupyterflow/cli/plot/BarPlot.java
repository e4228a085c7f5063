package io.jupyterflow.cli.plot;

import io.jupyterflow.cli.terminal.TextWidth;
import io.jupyterflow.core.results.Chart;
import io.jupyterflow.core.results.Curve;
import io.jupyterflow.core.results.Curve.Point;
import io.jupyterflow.core.results.NumberText;
import java.util.ArrayList;
import java.util.List;

/// Numbers over categories: a bar each, from zero.
final class BarPlot {

  private static final int LEAST_BAR = 10;

  private BarPlot() {}

  /// One bar before it is drawn.
  private record Bar(String label, double value) {}

  static List<String> draw(Chart chart, int columns, boolean unicode) {
    List<Bar> bars = bars(chart);
    double least = 0;
    double most = 0;
    int labels = 0;
    int numbers = 0;
    for (Bar bar : bars) {
      labels = Math.max(labels, TextWidth.of(bar.label()));
      numbers = Math.max(numbers, NumberText.brief(bar.value()).length());
      if (Double.isFinite(bar.value())) {
        least = Math.min(least, bar.value());
        most = Math.max(most, bar.value());
      }
    }
    int room = Math.max(LEAST_BAR, columns - labels - numbers - 4);
    PlotAxis axis = new PlotAxis(least, most == least ? least + 1 : most, false);
    List<String> lines = new ArrayList<>();
    for (Bar bar : bars) {
      lines.add(
          bar.label()
              + " ".repeat(labels - TextWidth.of(bar.label()) + 2)
              + bar(axis, bar.value(), room, unicode)
              + NumberText.brief(bar.value()));
    }
    return lines;
  }

  private static List<Bar> bars(Chart chart) {
    List<Bar> bars = new ArrayList<>();
    for (int category = 0; category < chart.categories().size(); category++) {
      for (Curve curve : chart.curves()) {
        for (Point point : curve.points()) {
          if ((int) point.x() == category) {
            String rest = curve.label().isEmpty() ? "" : " " + curve.label();
            bars.add(new Bar(chart.categories().get(category) + rest, point.y()));
          }
        }
      }
    }
    return bars;
  }

  private static String bar(PlotAxis axis, double value, int room, boolean unicode) {
    if (Double.isNaN(value)) {
      return "";
    }
    double from = axis.place(0);
    double to = Double.isFinite(value) ? axis.place(value) : value > 0 ? 1 : 0;
    int start = (int) Math.round(Math.min(from, to) * room);
    int end = (int) Math.round(Math.max(from, to) * room);
    String drawn = " ".repeat(start) + (unicode ? "█" : "#").repeat(end - start);
    return drawn.isEmpty() ? "" : drawn + " ";
  }
}
