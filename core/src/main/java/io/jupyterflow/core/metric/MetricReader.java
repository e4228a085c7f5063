package io.jupyterflow.core.metric;

import io.jupyterflow.core.text.Ansi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the metrics of one job, attempt after attempt: from its output, and from the file it may
/// write to `$JUPYTERFLOW_METRICS`. Streams of any length are read in constant memory. Used by one
/// thread.
///
/// A line of output counts when it is made of `name=number` words only, or when one of the job's
/// patterns finds a number in it; colors are not seen, nor is a progress bar before the words. What
/// is no metric is not an error.
public final class MetricReader {

  /// Longer lines of output are no metrics; patterns see their beginning.
  private static final int LOG_LINE = 1 << 14;

  private static final int FILE_LINE = 1 << 20;

  /// Names beyond these are kept as often as they come.
  private static final int MOST_NAMES = 10_000;

  private final List<MetricPattern> patterns = new ArrayList<>();
  private final Consumer<MetricPoint> points;
  private final Map<String, String> names = new HashMap<>();
  private long reports;

  /// @param patterns regular expressions by metric name, as [MetricPattern#flaw] finds fit
  /// @param points gets each point in the order it was reported
  /// @throws IllegalArgumentException where a pattern is unfit
  public MetricReader(Map<String, String> patterns, Consumer<MetricPoint> points) {
    patterns.forEach((name, regex) -> this.patterns.add(MetricPattern.of(name, regex)));
    this.points = points;
  }

  /// Reads the output of an attempt to its end.
  public void readLog(InputStream in, int attempt) throws IOException {
    Set<String> ofBars = new HashSet<>();
    ByteLines.read(in, LOG_LINE, line -> logLine(line, ofBars, attempt));
  }

  /// Reads what an attempt wrote to `$JUPYTERFLOW_METRICS` to its end.
  ///
  /// @return the lines that gave nothing: torn, mistaken, or without a number
  public Optional<SkippedLines> readFile(InputStream in, int attempt) throws IOException {
    FileSink sink = new FileSink(attempt);
    MetricJson json = new MetricJson(sink);
    ByteLines.read(
        in,
        FILE_LINE,
        line -> {
          if (!isBlank(line)) {
            json.line(line);
          }
        });
    json.end();
    return Optional.ofNullable(sink.skipped);
  }

  private void logLine(ByteLines.ByteLine bytes, Set<String> ofBars, int attempt) {
    boolean words = !bytes.cut() && has(bytes, '=');
    if (!words && patterns.isEmpty()) {
      return;
    }
    String text = new String(bytes.bytes(), 0, bytes.length(), StandardCharsets.UTF_8);
    Map<String, Double> metrics =
        words ? OutputLine.metrics(text, bytes.redrawn(), ofBars) : Map.of();
    if (!patterns.isEmpty()) {
      String line = Ansi.strip(text);
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

  private void report(Map<String, Double> metrics, int attempt) {
    if (!metrics.isEmpty()) {
      reports++;
      metrics.forEach(
          (name, value) -> points.accept(new MetricPoint(one(name), value, attempt, reports)));
    }
  }

  /// The same text for the same name: millions of points have few names.
  private String one(String name) {
    String known = names.get(name);
    if (known == null && names.size() < MOST_NAMES) {
      names.put(name, name);
    }
    return known == null ? name : known;
  }

  private static boolean has(ByteLines.ByteLine line, char wanted) {
    for (int i = 0; i < line.length(); i++) {
      if (line.bytes()[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(ByteLines.ByteLine line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.bytes()[i] != ' ' && line.bytes()[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  /// What the file of one attempt comes to.
  private final class FileSink implements MetricJson.Sink {

    private final int attempt;
    private @Nullable SkippedLines skipped;

    FileSink(int attempt) {
      this.attempt = attempt;
    }

    @Override
    public void object(MetricObject object) {
      report(object.numbers(), attempt);
      if (object.hasOnlyOther()) {
        skipped(new SkippedLines(1, object.firstLine, "no value in it is a number"));
      }
    }

    @Override
    public void skipped(SkippedLines lines) {
      skipped = skipped == null ? lines : skipped.and(lines);
    }
  }
}
