package io.jupyterflow.core.metric;

import io.jupyterflow.core.text.Ansi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A line of output as a terminal would show it: cursor moves cut it into pieces, and a progress
/// bar may be before the words.
final class OutputLine {

  /// A bar that shows more numbers than these is none.
  private static final int MOST_OF_BARS = 1_000;

  private OutputLine() {}

  /// The metrics of the pieces that are made of `name=number` words only, or have such words behind
  /// a bar.
  ///
  /// @param redrawn whether what comes next is drawn over the line: then words behind a bar are
  ///   numbers of the bar's own, because what a program prints ends with a line end
  /// @param ofBars the names of such numbers, which the bar's last line has again; added to
  static Map<String, Double> metrics(String text, boolean redrawn, Set<String> ofBars) {
    List<String> pieces = CursorMoves.split(text);
    if (pieces.size() == 1) {
      return piece(text, redrawn, ofBars);
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (int i = 0; i < pieces.size(); i++) {
      metrics.putAll(piece(pieces.get(i), redrawn || i + 1 < pieces.size(), ofBars));
    }
    return metrics;
  }

  private static Map<String, Double> piece(String text, boolean redrawn, Set<String> ofBars) {
    String line = Ansi.strip(text);
    Map<String, Double> metrics = MetricLine.parse(line);
    if (!metrics.isEmpty()) {
      return metrics;
    }
    int words = ProgressBar.wordsBehind(line);
    if (words < 0) {
      return metrics;
    }
    metrics = MetricLine.parse(line.substring(words));
    if (redrawn && ofBars.size() < MOST_OF_BARS) {
      ofBars.addAll(metrics.keySet());
    }
    metrics.keySet().removeAll(ofBars);
    return redrawn ? Map.of() : metrics;
  }
}
