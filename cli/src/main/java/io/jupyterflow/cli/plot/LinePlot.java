package io.jupyterflow.cli.plot;

import io.jupyterflow.core.results.Chart;
import io.jupyterflow.core.results.Curve;
import io.jupyterflow.core.results.Curve.Point;
import java.util.ArrayList;
import java.util.List;

/// Numbers over numbers: each curve a line, with a letter of its own at its points where there are
/// few curves.
final class LinePlot {

  private static final int ROWS = 15;
  private static final int LETTERS = 26;

  /// Points closer than this part of the width share one letter.
  private static final double LETTER_GAP = 1.0 / 16;

  private LinePlot() {}

  static List<String> draw(Chart chart, int columns, boolean unicode) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (Curve curve : chart.curves()) {
      for (Point point : curve.points()) {
        if (isFinite(point)) {
          xs.add(point.x());
          ys.add(point.y());
        }
      }
    }
    PlotAxis x = PlotAxis.over(xs, true);
    PlotAxis y = PlotAxis.over(ys, false);
    int margin = 0;
    for (double place : new double[] {0, 0.5, 1}) {
      margin = Math.max(margin, y.label(place).length());
    }
    Canvas canvas = new Canvas(Math.max(10, columns - margin - 2), ROWS, unicode);
    boolean lettered = chart.curves().size() <= LETTERS;
    for (int i = 0; i < chart.curves().size(); i++) {
      curve(chart.curves().get(i), lettered ? (char) ('a' + i) : 0, x, y, canvas);
    }
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      double place = 1 - (double) row / (ROWS - 1);
      boolean tick = row == 0 || row == ROWS / 2 || row == ROWS - 1;
      String label = tick ? y.label(place) : "";
      lines.add(
          (" ".repeat(margin - label.length())
                  + label
                  + (unicode ? (tick ? " ┤" : " │") : (tick ? " +" : " |"))
                  + canvas.row(row))
              .stripTrailing());
    }
    lines.addAll(foot(chart, x, margin, columns, unicode));
    if (lettered && chart.curves().size() > 1) {
      lines.addAll(legend(chart, margin));
    } else if (chart.curves().size() > 1) {
      lines.add(" ".repeat(margin + 2) + chart.curves().size() + " curves");
    }
    return lines;
  }

  private static void curve(Curve curve, char letter, PlotAxis x, PlotAxis y, Canvas canvas) {
    Point before = null;
    double lettered = -1;
    for (Point point : curve.points()) {
      if (!isFinite(point)) {
        before = null;
        continue;
      }
      Point from = before == null ? point : before;
      canvas.line(x.place(from.x()), y.place(from.y()), x.place(point.x()), y.place(point.y()));
      double place = x.place(point.x());
      if (letter != 0 && (lettered < 0 || Math.abs(place - lettered) >= LETTER_GAP)) {
        canvas.letter(place, y.place(point.y()), letter);
        lettered = place;
      }
      before = point;
    }
  }

  private static List<String> foot(
      Chart chart, PlotAxis x, int margin, int columns, boolean unicode) {
    int width = Math.max(10, columns - margin - 2);
    String line =
        " ".repeat(margin) + (unicode ? " └" : " +") + (unicode ? "─" : "-").repeat(width);
    String left = x.label(0);
    String right = x.label(1);
    String middle = chart.x() + (x.logarithmic() ? " (log)" : "");
    int free = width - left.length() - right.length();
    int before = Math.max(1, (free - middle.length()) / 2);
    int after = Math.max(1, free - middle.length() - before);
    return List.of(
        line,
        " ".repeat(margin + 2) + left + " ".repeat(before) + middle + " ".repeat(after) + right);
  }

  private static List<String> legend(Chart chart, int margin) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < chart.curves().size(); i++) {
      lines.add(" ".repeat(margin + 2) + (char) ('a' + i) + "  " + chart.curves().get(i).label());
    }
    return lines;
  }

  private static boolean isFinite(Point point) {
    return Double.isFinite(point.x()) && Double.isFinite(point.y());
  }
}
