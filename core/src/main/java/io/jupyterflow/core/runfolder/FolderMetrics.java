package io.jupyterflow.core.runfolder;

import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.metric.MetricReader;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The metrics of a run, read from what its jobs printed and from their metrics files.
public final class FolderMetrics {

  private FolderMetrics() {}

  /// By job, in the order of the plan; jobs without metrics are left out.
  public static Map<String, List<MetricPoint>> of(RunSnapshot run, RunFolder folder)
      throws IOException {
    Map<String, List<MetricPoint>> metrics = new LinkedHashMap<>();
    for (int i = 0; i < run.jobs().size(); i++) {
      JobSnapshot job = run.jobs().get(i);
      int attempts = job.state() == JobState.REUSED ? 1 : job.attempts().size();
      List<MetricPoint> points = new ArrayList<>();
      MetricReader reader = reader(run.plan().jobs().get(i), points);
      for (int attempt = 1; attempt <= attempts; attempt++) {
        AttemptFolder left = folder.attempt(job.name(), attempt);
        read(left.log(), reader, attempt, false);
        read(left.metrics(), reader, attempt, true);
      }
      if (!points.isEmpty()) {
        metrics.put(job.name(), points);
      }
    }
    return metrics;
  }

  private static MetricReader reader(Job job, List<MetricPoint> points) {
    return new MetricReader(job.metrics(), points::add);
  }

  private static void read(Path file, MetricReader reader, int attempt, boolean lines)
      throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      if (lines) {
        reader.readFile(in, attempt);
      } else {
        reader.readLog(in, attempt);
      }
    } catch (NoSuchFileException none) {
      return;
    }
  }
}
