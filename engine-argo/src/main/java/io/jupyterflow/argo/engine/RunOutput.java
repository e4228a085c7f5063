package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.follow.PodLog;
import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.argo.record.RunRecord;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.metric.MetricHistory;
import io.jupyterflow.core.metric.MetricNotice;
import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.metric.MetricReader;
import io.jupyterflow.core.metric.ReportedMetrics;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.runfolder.FolderLog;
import io.jupyterflow.core.runfolder.FolderMetrics;
import io.jupyterflow.core.runfolder.LogTail;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.kubernetes.client.KubeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What jobs print and report: from the run's folder where there is one, else from their pods while
/// those are there.
final class RunOutput {

  /// After how many outputs that can't be read no more are asked for: each may take long.
  private static final int MOST_UNREAD = 10;

  /// In the same way, where none was read before: it is the cluster then that is away.
  private static final int MOST_UNREAD_FIRST = 3;

  private final KnownRuns runs;

  RunOutput(KnownRuns runs) {
    this.runs = runs;
  }

  JobLog log(String id, String job, boolean follow) {
    KnownRuns.Supplied run = runs.supplied(id);
    JobSnapshot first = run.first().job(job).orElseThrow(() -> RunErrors.noJob(id, job));
    RunRecord record = run.record();
    if (record != null) {
      RunFolder folder = record.folder();
      return new FolderLog(
          folder,
          () -> run.now().job(job).orElse(first),
          follow,
          (attempt, given) -> ofAttempt(id, run, folder, job, new Part(attempt, given), follow));
    }
    FollowedRun followed = run.followed();
    Workflows workflows = runs.workflows(id);
    if (followed != null) {
      return new PodLog(workflows, job, () -> followed.tries(job), follow);
    }
    List<String> pods =
        runs.workflow(id)
            .map(workflow -> new WorkflowReader(run.first().plan()).pods(workflow, job))
            .orElse(List.of());
    return new PodLog(workflows, job, () -> new PodLog.Tries(pods, true), follow);
  }

  /// What of an attempt's output is known.
  private record Part(int attempt, long given) {}

  /// The rest of an attempt's output, which its run's folder does not have: its pod's.
  ///
  /// @return null where there is no pod yet
  private @Nullable JobLog ofAttempt(
      String id, KnownRuns.Supplied run, RunFolder folder, String job, Part part, boolean follow) {
    int number = part.attempt();
    Path kept = folder.attempt(job, number).part();
    Supplier<byte[]> gone = () -> kept(kept, part, run.first().parent());
    BooleanSupplier over =
        () -> {
          JobSnapshot now = run.now().job(job).orElse(null);
          return now == null || now.state().isTerminal() || now.attempts().size() > number;
        };
    List<String> pods = runs.pods(id, job);
    if (number > pods.size()) {
      return over.getAsBoolean() ? new ToldLog(gone.get()) : null;
    }
    List<String> pod = pods.subList(number - 1, number);
    return new PodLog(
        runs.workflows(id),
        job,
        () -> new PodLog.Tries(pod, over.getAsBoolean()),
        follow,
        part.given(),
        gone);
  }

  /// What is there of an attempt's output after its pod is gone, and that it is not all.
  private static byte[] kept(Path part, Part known, @Nullable String parent) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(part)) {
      in.skipNBytes(known.given());
      in.transferTo(all);
    } catch (IOException nothing) {
      // what it has is given already, or there is none
    }
    String line =
        "jupyterflow: the output of attempt "
            + known.attempt()
            + (all.size() + known.given() > 0 ? " from here on" : "")
            + " was in its pod's log alone, and the pod is gone"
            + (parent == null ? "" : "; of jobs taken over, see " + parent)
            + "\n";
    all.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    return all.toByteArray();
  }

  /// The end of a job's output, as it is in the run's folder or comes of its last pod; none where
  /// that is gone.
  ///
  /// @throws JupyterFlowException where it can't be reached, or may not be read
  List<String> tail(RunSnapshot run, String job) {
    Optional<RunRecord> record = runs.records().find(run.id());
    Optional<JobSnapshot> state = run.job(job);
    RunFolder folder = record.map(RunRecord::folder).orElse(null);
    if (folder != null && state.isPresent() && isKept(folder, state.get())) {
      return LogTail.of(folder, run, job);
    }
    List<String> pods = runs.pods(run.id(), job);
    List<String> tail = List.of();
    if (!pods.isEmpty()) {
      Workflows among = runs.workflows(run.id());
      try {
        tail = among.tail(pods.getLast());
      } catch (KubeException e) {
        throw PodLog.unread(job, e);
      }
    }
    return tail.isEmpty() && folder != null ? LogTail.of(folder, run, job) : tail;
  }

  /// Whether the output of a job's last attempt is whole in its run's folder, or there is none.
  private static boolean isKept(RunFolder folder, JobSnapshot job) {
    return job.attempts().isEmpty()
        || Files.exists(folder.attempt(job.name(), folder.lastAttempt(job)).log());
  }

  ReportedMetrics metrics(String id) {
    KnownRuns.Supplied run = runs.supplied(id);
    RunRecord record = run.record();
    return record == null
        ? ofPods(id, run.first())
        : FolderMetrics.of(
            run.first(), record.folder(), (job, attempt, reader) -> read(id, job, attempt, reader));
  }

  /// Reads what the run's folder does not have of an attempt's output.
  private boolean read(String id, String job, int attempt, Consumer<InputStream> reader)
      throws IOException {
    List<String> pods = runs.pods(id, job);
    if (attempt > pods.size()) {
      return false;
    }
    AtomicBoolean isThere = new AtomicBoolean();
    try {
      runs.workflows(id)
          .output(
              pods.get(attempt - 1),
              output -> {
                isThere.set(true);
                reader.accept(output);
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (KubeException e) {
      throw new IOException(PodLog.unread(job, e).getMessage(), e);
    }
    return isThere.get();
  }

  /// What is wrong with the metrics files that jobs wrote, where those are kept.
  List<MetricNotice> notices(RunSnapshot run) {
    Optional<RunRecord> record = runs.records().find(run.id());
    return record.map(r -> FolderMetrics.notices(run, r.folder())).orElse(List.of());
  }

  /// The same of one job.
  List<MetricNotice> notices(RunSnapshot run, String job) {
    Optional<RunRecord> record = runs.records().find(run.id());
    return record.map(r -> FolderMetrics.notices(run, r.folder(), job)).orElse(List.of());
  }

  /// From what pods printed; what jobs wrote to files is gone with them. A job whose output can't
  /// be read is named, and does not take those of the others with it.
  ///
  /// @throws JupyterFlowException where none can be read
  private ReportedMetrics ofPods(String id, RunSnapshot run) {
    Map<String, List<MetricPoint>> metrics = new LinkedHashMap<>();
    List<MetricNotice> notices = new ArrayList<>();
    JupyterFlowException unread = null;
    boolean wasRead = false;
    for (Job job : run.plan().jobs()) {
      List<String> pods = runs.pods(id, job.name());
      if (pods.isEmpty()) {
        continue;
      }
      try {
        if (notices.size() < MOST_UNREAD) {
          List<MetricPoint> points = points(id, run, job, pods);
          wasRead = true;
          if (!points.isEmpty()) {
            metrics.put(job.name(), points);
          }
          continue;
        }
      } catch (KubeException e) {
        unread = unread == null ? PodLog.unread(job.name(), e) : unread;
        if (!e.isPassing() || (!wasRead && notices.size() + 1 == MOST_UNREAD_FIRST)) {
          throw unread; // it is the same of all
        }
      }
      notices.add(
          new MetricNotice(
              job.name(),
              "Its output can't be read at the moment, so what it reported is missing. Try again"
                  + " later."));
    }
    if (unread != null && !wasRead) {
      throw unread;
    }
    return new ReportedMetrics(metrics, notices);
  }

  private List<MetricPoint> points(String id, RunSnapshot run, Job job, List<String> pods) {
    Workflows workflows = runs.workflows(id);
    MetricHistory history = MetricHistory.oneOf(run.plan().jobs().size());
    MetricReader reader = new MetricReader(job.metrics(), history);
    int attempt = 0;
    for (String pod : pods) {
      attempt++;
      int number = attempt;
      workflows.output(pod, output -> reader.readLog(output, number));
    }
    return history.points();
  }
}
