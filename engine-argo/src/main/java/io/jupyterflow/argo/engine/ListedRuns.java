package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.argo.record.RunRecord;
import io.jupyterflow.argo.record.RunRecords;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.run.RunSummary;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The runs that the cluster knows and those that only the user's volume remembers, as one list.
/// Whole Workflows are large: they are read only for runs that go on, and for the newest of those
/// whose end nobody kept.
final class ListedRuns {

  private static final int READ_WHOLE = 40;
  private static final int AT_ONCE = 8;

  private final Workflows workflows;
  private final RunRecords records;

  ListedRuns(Workflows workflows, RunRecords records) {
    this.workflows = workflows;
    this.records = records;
  }

  /// One run of the list.
  ///
  /// @param workflow its metadata, or null where the cluster does not know it
  /// @param record or null where there is none here
  private record Listed(
      String id, Instant created, @Nullable KubeObject workflow, @Nullable RunRecord record) {}

  /// Newest first.
  List<String> ids(String user) {
    return listed(user).stream().map(Listed::id).toList();
  }

  /// @param whole reads one run with all its jobs; null where it is gone meanwhile
  List<RunSummary> summaries(String user, Function<String, @Nullable RunSummary> whole) {
    List<Callable<@Nullable RunSummary>> readings = new ArrayList<>();
    int dear = 0;
    for (Listed run : listed(user)) {
      RunRecord record = run.record();
      KubeObject workflow = run.workflow();
      if (record != null && (record.isFinal() || workflow == null)) {
        readings.add(() -> kept(record));
      } else if (workflow != null && (!isOver(workflow) || dear < READ_WHOLE)) {
        dear += isOver(workflow) ? 1 : 0;
        readings.add(() -> whole.apply(run.id()));
      } else if (workflow != null) {
        readings.add(() -> ofMetadata(workflow, run.created()));
      }
    }
    return all(readings);
  }

  private static @Nullable RunSummary kept(RunRecord record) {
    try {
      return record.summary(WorkflowReader.ENGINE);
    } catch (IOException damaged) {
      return null;
    }
  }

  private static List<RunSummary> all(List<Callable<@Nullable RunSummary>> readings) {
    List<RunSummary> summaries = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (Future<@Nullable RunSummary> each : threads.invokeAll(readings)) {
        RunSummary summary = each.get();
        if (summary != null) {
          summaries.add(summary);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException told) {
        throw told;
      }
      throw new IllegalStateException(e);
    }
    return summaries;
  }

  private static boolean isOver(KubeObject workflow) {
    return workflow.text("metadata", "labels", "workflows.argoproj.io/completed").equals("true");
  }

  private List<Listed> listed(String user) {
    Map<String, RunRecord> kept = new LinkedHashMap<>();
    records.all().forEach(record -> kept.put(record.folder().id(), record));
    List<Listed> all = new ArrayList<>();
    for (KubeObject workflow : known(user, !kept.isEmpty())) {
      String id = workflow.name();
      RunRecord record = kept.remove(id);
      all.add(new Listed(id, created(workflow, record), workflow, record));
    }
    kept.forEach((id, record) -> all.add(new Listed(id, record.origin().created(), null, record)));
    all.sort(Comparator.comparing(Listed::created).reversed().thenComparing(Listed::id));
    return all;
  }

  /// Those of the cluster.
  ///
  /// @param isKept whether runs are remembered here: where Argo was taken away, they are all there
  ///   is
  private List<KubeObject> known(String user, boolean isKept) {
    try {
      return workflows.list(
          WorkflowLabels.MANAGED_BY
              + "="
              + WorkflowLabels.MANAGER
              + ","
              + WorkflowLabels.USER
              + "="
              + user);
    } catch (KubeException.Answered e) {
      if (e.isNotFound() && isKept) {
        return List.of();
      }
      throw e;
    }
  }

  /// The submitter's own clock where it is known: creation times have whole seconds only.
  private static Instant created(KubeObject workflow, @Nullable RunRecord record) {
    return record == null ? WorkflowReader.created(workflow) : record.origin().created();
  }

  /// What metadata alone tells: how it ended, not how each of its jobs did.
  private static RunSummary ofMetadata(KubeObject workflow, Instant created) {
    String phase = workflow.text("metadata", "labels", "workflows.argoproj.io/phase");
    RunState state =
        switch (phase) {
          case "Succeeded" -> RunState.SUCCEEDED;
          case "Failed", "Error" -> RunState.FAILED;
          default -> RunState.RUNNING;
        };
    String jobs = workflow.text("metadata", "annotations", WorkflowLabels.JOBS);
    int count;
    try {
      count = jobs.isEmpty() ? 0 : Integer.parseInt(jobs);
    } catch (NumberFormatException none) {
      count = 0;
    }
    String parent = workflow.text("metadata", "labels", WorkflowLabels.PARENT);
    return new RunSummary(
        workflow.name(),
        WorkflowReader.ENGINE,
        state,
        Map.of(state == RunState.SUCCEEDED ? JobState.SUCCEEDED : JobState.LOST, count),
        created,
        null,
        null,
        parent.isEmpty() ? null : parent);
  }
}
