package io.jupyterflow.argo.record;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.RunDocument;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.run.RunSummary;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The last snapshot of a run as `final.json` keeps it: a `Run` document without its plan, which
/// lies next to it.
final class FinalSnapshot {

  private static final String REVISION = "revision";

  private final KubeObject fields;

  private FinalSnapshot(KubeObject fields) {
    this.fields = fields;
  }

  static String text(RunSnapshot run) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>(RunDocument.of(run, Map.of()));
    document.put(REVISION, run.revision());
    return JsonText.line(document);
  }

  /// @throws IllegalArgumentException where it is torn
  static FinalSnapshot parse(String text) {
    return new FinalSnapshot(KubeObject.parse(text));
  }

  RunSnapshot run(Plan plan) {
    Map<String, JobSnapshot> byName = new HashMap<>();
    for (KubeObject job : fields.objects("jobs")) {
      JobSnapshot read = job(job);
      byName.put(read.name(), read);
    }
    List<JobSnapshot> jobs = new ArrayList<>();
    plan.jobs()
        .forEach(job ->
            jobs.add(
                byName.getOrDefault(
                    job.name(), new JobSnapshot(job.name(), JobState.LOST, List.of(), ""))));
    RunSummary all = summary();
    return new RunSnapshot(
        all.id(),
        all.engine(),
        all.state(),
        plan,
        jobs,
        all.createdAt(),
        all.startedAt(),
        all.finishedAt(),
        all.parent(),
        fields.number(REVISION),
        fields.text("message"));
  }

  /// The run's line in a list, without its plan.
  RunSummary summary() {
    Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
    for (KubeObject job : fields.objects("jobs")) {
      counts.merge(state(JobState.class, job.text("state"), JobState.LOST), 1, Integer::sum);
    }
    String parent = fields.text("parent");
    return new RunSummary(
        fields.text("id"),
        fields.text("engine"),
        state(RunState.class, fields.text("state"), RunState.UNKNOWN),
        counts,
        time(fields.text("createdAt"), Instant.EPOCH),
        instant(fields.text("startedAt")),
        instant(fields.text("finishedAt")),
        parent.isEmpty() ? null : parent);
  }

  private static JobSnapshot job(KubeObject job) {
    List<Attempt> attempts = new ArrayList<>();
    for (KubeObject each : job.objects("attempts")) {
      String cause = each.text("cause");
      attempts.add(
          new Attempt(
              each.has("number") ? (int) each.number("number") : 1,
              state(JobState.class, each.text("state"), JobState.LOST),
              instant(each.text("queuedAt")),
              instant(each.text("startedAt")),
              instant(each.text("finishedAt")),
              each.has("exitCode") ? Integer.valueOf((int) each.number("exitCode")) : null,
              cause.isEmpty() ? null : state(RetryCause.class, cause, RetryCause.FAILED),
              each.text("message")));
    }
    return new JobSnapshot(
        job.text("name"),
        state(JobState.class, job.text("state"), JobState.LOST),
        attempts,
        job.text("message"));
  }

  private static <E extends Enum<E>> E state(Class<E> type, String word, E otherwise) {
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException ofALaterBuild) {
      return otherwise;
    }
  }

  private static @Nullable Instant instant(String value) {
    Instant time = time(value, Instant.MIN);
    return time.equals(Instant.MIN) ? null : time;
  }

  static Instant time(String value, Instant otherwise) {
    try {
      return value.isEmpty() ? otherwise : Instant.parse(value);
    } catch (DateTimeException torn) {
      return otherwise;
    }
  }
}
