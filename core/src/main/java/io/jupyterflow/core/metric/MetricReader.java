package io.jupyterflow.core.metric;

import io.jupyterflow.core.text.Ansi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Reads the metrics of one job, attempt after attempt: from its output, and from the file it may
/// write to `$JUPYTERFLOW_METRICS`. Streams of any length are read in constant memory. Used by one
/// thread.
///
/// A line of output counts when it is made of `name=number` words only, or when one of the job's
/// patterns finds a number in it; colours are not seen. What is no metric is not an error.
public final class MetricReader {

  /// Longer lines of output are no metrics; patterns see their beginning.
  private static final int LOG_LINE = 1 << 14;

  private static final int FILE_LINE = 1 << 20;

  private final List<MetricPattern> patterns = new ArrayList<>();
  private final Consumer<MetricPoint> points;
  private final MetricJson json = new MetricJson();
  private long reports;
  private long skipped;

  /// @param patterns regular expressions by metric name, as [MetricPattern#flaw] finds fit
  /// @param points gets each point in the order it was reported
  /// @throws IllegalArgumentException where a pattern is unfit
  public MetricReader(Map<String, String> patterns, Consumer<MetricPoint> points) {
    patterns.forEach((name, regex) -> this.patterns.add(MetricPattern.of(name, regex)));
    this.points = points;
  }

  /// Reads the output of an attempt to its end.
  public void readLog(InputStream in, int attempt) throws IOException {
    ByteLines.read(in, LOG_LINE, (bytes, length, cut) -> logLine(bytes, length, cut, attempt));
  }

  /// Reads what an attempt wrote to `$JUPYTERFLOW_METRICS` to its end.
  public void readFile(InputStream in, int attempt) throws IOException {
    ByteLines.read(in, FILE_LINE, (bytes, length, cut) -> fileLine(bytes, length, cut, attempt));
  }

  /// How many lines of the files were skipped because they are no JSON objects: torn or mistaken.
  public long skipped() {
    return skipped;
  }

  private void logLine(byte[] bytes, int length, boolean cut, int attempt) {
    boolean words = !cut && has(bytes, length, '=');
    if (!words && patterns.isEmpty()) {
      return;
    }
    String line = Ansi.strip(new String(bytes, 0, length, StandardCharsets.UTF_8));
    Map<String, Double> metrics = words ? MetricLine.parse(line) : Map.of();
    if (!patterns.isEmpty()) {
      metrics = new LinkedHashMap<>(metrics);
      for (MetricPattern pattern : patterns) {
        OptionalDouble number = pattern.find(line);
        if (number.isPresent()) {
          metrics.putIfAbsent(pattern.name(), number.getAsDouble());
        }
      }
    }
    report(metrics, attempt);
  }

  private void fileLine(byte[] bytes, int length, boolean cut, int attempt) {
    if (isBlank(bytes, length)) {
      return;
    }
    Optional<Map<String, Double>> metrics = cut ? Optional.empty() : json.parse(bytes, length);
    if (metrics.isEmpty()) {
      skipped++;
    }
    metrics.ifPresent(found -> report(found, attempt));
  }

  private void report(Map<String, Double> metrics, int attempt) {
    if (!metrics.isEmpty()) {
      reports++;
      metrics.forEach(
          (name, value) -> points.accept(new MetricPoint(name, value, attempt, reports)));
    }
  }

  private static boolean has(byte[] bytes, int length, char wanted) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }
}
