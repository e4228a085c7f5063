package io.jupyterflow.core.runfolder;

import io.jupyterflow.core.metric.MetricHistory;
import io.jupyterflow.core.metric.MetricNotice;
import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.metric.MetricReader;
import io.jupyterflow.core.metric.ReportedMetrics;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.problem.IoReasons;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The metrics of a run, read from what its jobs printed and from their metrics files. What can't
/// be read takes away nothing but itself.
public final class FolderMetrics {

  /// A metrics file beyond this is none: 30 million lines of `{"loss": 0.123456789}`.
  private static final long MOST_BYTES = 1L << 30;

  private final RunSnapshot run;
  private final RunFolder folder;
  private final Elsewhere elsewhere;
  private final List<MetricNotice> notices = new ArrayList<>();

  private FolderMetrics(RunSnapshot run, RunFolder folder, Elsewhere elsewhere) {
    this.run = run;
    this.folder = folder;
    this.elsewhere = elsewhere;
  }

  /// Where output is that the folder does not have, or has the beginning of.
  public interface Elsewhere {

    /// Gives an attempt's output to its reader.
    ///
    /// @return whether it is there
    /// @throws IOException where it can't be read; its message says why
    boolean read(String job, int attempt, Consumer<InputStream> reader) throws IOException;
  }

  /// All of them.
  public static ReportedMetrics of(RunSnapshot run, RunFolder folder) {
    return of(run, folder, (job, attempt, reader) -> false);
  }

  /// All of them, also where the output is elsewhere.
  public static ReportedMetrics of(RunSnapshot run, RunFolder folder, Elsewhere elsewhere) {
    return new FolderMetrics(run, folder, elsewhere).all();
  }

  /// What is wrong with the metrics files alone, which takes a look at each.
  public static List<MetricNotice> notices(RunSnapshot run, RunFolder folder) {
    FolderMetrics metrics = new FolderMetrics(run, folder, (name, attempt, reader) -> false);
    for (int i = 0; i < run.jobs().size(); i++) {
      metrics.files(i);
    }
    return metrics.notices;
  }

  /// The same of one job.
  public static List<MetricNotice> notices(RunSnapshot run, RunFolder folder, String job) {
    FolderMetrics metrics = new FolderMetrics(run, folder, (name, attempt, reader) -> false);
    for (int i = 0; i < run.jobs().size(); i++) {
      if (run.jobs().get(i).name().equals(job)) {
        metrics.files(i);
      }
    }
    return metrics.notices;
  }

  private ReportedMetrics all() {
    Map<String, List<MetricPoint>> points = new LinkedHashMap<>();
    for (int i = 0; i < run.jobs().size(); i++) {
      JobSnapshot job = run.jobs().get(i);
      MetricHistory history = MetricHistory.oneOf(run.jobs().size());
      MetricReader reader = reader(i, history);
      for (int attempt = 1; attempt <= attempts(job); attempt++) {
        log(job, attempt, reader);
        file(job.name(), attempt, reader);
      }
      if (!history.points().isEmpty()) {
        points.put(job.name(), history.points());
      }
      if (history.isThinned()) {
        notices.add(
            new MetricNotice(
                job.name(),
                "It reported %,d numbers, more than fit in memory. Its history has gaps;"
                        .formatted(history.count())
                    + " only the smallest, the largest and the last value of each metric are kept."));
      }
    }
    return new ReportedMetrics(points, notices);
  }

  private void files(int index) {
    JobSnapshot job = run.jobs().get(index);
    MetricReader reader = reader(index, point -> {});
    for (int attempt = 1; attempt <= attempts(job); attempt++) {
      file(job.name(), attempt, reader);
    }
  }

  private MetricReader reader(int index, Consumer<MetricPoint> points) {
    Job job = run.plan().jobs().get(index);
    return new MetricReader(job.metrics(), points);
  }

  private int attempts(JobSnapshot job) {
    return folder.lastAttempt(job);
  }

  private void log(JobSnapshot of, int attempt, MetricReader reader) {
    String job = of.name();
    AttemptFolder kept = folder.attempt(job, attempt);
    Path log = kept.log();
    try {
      if (!Files.exists(log, LinkOption.NOFOLLOW_LINKS)) {
        boolean hasBegun = attempts(of) <= of.attempts().size();
        if (hasBegun && elsewhere.read(job, attempt, in -> readLog(reader, in, attempt))) {
          return;
        }
        log = kept.part();
      }
      Optional<InputStream> in = JobFile.open(log, Long.MAX_VALUE);
      if (in.isPresent()) {
        try (InputStream open = in.get()) {
          reader.readLog(open, attempt);
        }
      }
    } catch (IOException e) {
      notices.add(unread(job, "output", log, e));
    }
  }

  private static void readLog(MetricReader reader, InputStream in, int attempt) {
    try {
      reader.readLog(in, attempt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void file(String job, int attempt, MetricReader reader) {
    Path file = folder.attempt(job, attempt).metrics();
    try {
      Optional<InputStream> in = JobFile.open(file, MOST_BYTES);
      if (in.isPresent()) {
        try (InputStream open = in.get()) {
          reader
              .readFile(open, attempt)
              .ifPresent(lines -> notices.add(MetricNotice.of(job, attempt, lines)));
        }
        if (Files.size(file) > MOST_BYTES) {
          notices.add(
              new MetricNotice(
                  job, "Its metrics file " + file + " was read to its first GiB: it is longer."));
        }
      }
    } catch (IOException e) {
      notices.add(unread(job, "metrics file", file, e));
    }
  }

  private static MetricNotice unread(String job, String what, Path file, IOException e) {
    return new MetricNotice(
        job, "Its " + what + " " + file + " was not read: " + IoReasons.of(e) + ".");
  }
}
