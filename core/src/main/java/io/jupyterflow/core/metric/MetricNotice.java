package io.jupyterflow.core.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Something a job reported, or meant to, that is not among its metrics.
///
/// @param job its name
/// @param message whole sentences that follow it and a colon
public record MetricNotice(String job, String message) {

  private static final int JOBS_NAMED = 3;
  private static final int MOST_LINES = 10;

  /// The notices of a file's skipped lines.
  ///
  /// @param attempt which one wrote it, counted from 1
  public static MetricNotice of(String job, int attempt, SkippedLines lines) {
    boolean one = lines.count() == 1;
    return new MetricNotice(
        job,
        (one ? "1 line" : "%,d lines".formatted(lines.count()))
            + " of its metrics file"
            + (attempt > 1 ? " of attempt " + attempt : "")
            + " gave no metric. "
            + (one ? "It" : "The first")
            + " is line "
            + lines.first()
            + ": "
            + lines.reason()
            + ". Write JSON objects of numbers, such as {\"loss\": 0.3}.");
  }

  /// Notices as lines to read: jobs that have the same one stand together, `train-1, train-2: …`.
  public static List<String> lines(List<MetricNotice> notices) {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    for (MetricNotice notice : notices) {
      alike.computeIfAbsent(notice.message, m -> new ArrayList<>()).add(notice.job);
    }
    List<String> lines = new ArrayList<>();
    alike.forEach((message, jobs) -> {
      if (lines.size() < MOST_LINES) {
        lines.add(named(jobs) + ": " + message);
      }
    });
    if (alike.size() > MOST_LINES) {
      lines.add("… and " + (alike.size() - MOST_LINES) + " more like these.");
    }
    return lines;
  }

  private static String named(List<String> jobs) {
    String more = jobs.size() > JOBS_NAMED ? " and " + (jobs.size() - JOBS_NAMED) + " more" : "";
    return String.join(", ", jobs.subList(0, Math.min(JOBS_NAMED, jobs.size()))) + more;
  }
}
