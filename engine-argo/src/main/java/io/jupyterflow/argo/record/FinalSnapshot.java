package io.jupyterflow.argo.record;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.JsonTree;
import io.jupyterflow.core.document.RunDocument;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.run.RunSummary;
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
/// lies beside it.
final class FinalSnapshot {

  private static final String REVISION = "revision";

  private final Map<String, @Nullable Object> fields;

  private FinalSnapshot(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  static String text(RunSnapshot run) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>(RunDocument.of(run, Map.of()));
    document.put(REVISION, run.revision());
    return JsonText.line(document);
  }

  /// @throws IllegalArgumentException where it is torn
  static FinalSnapshot parse(String text) {
    return new FinalSnapshot(JsonTree.object(text));
  }

  RunSnapshot run(Plan plan) {
    Map<String, JobSnapshot> byName = new HashMap<>();
    for (Map<?, ?> job : objects(fields.get("jobs"))) {
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
        fields.get(REVISION) instanceof Number revision ? revision.longValue() : 0,
        word(fields, "message"));
  }

  /// The run's line in a list, without its plan.
  RunSummary summary() {
    Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
    for (Map<?, ?> job : objects(fields.get("jobs"))) {
      counts.merge(state(JobState.class, word(job, "state"), JobState.LOST), 1, Integer::sum);
    }
    String parent = word(fields, "parent");
    return new RunSummary(
        word(fields, "id"),
        word(fields, "engine"),
        state(RunState.class, word(fields, "state"), RunState.UNKNOWN),
        counts,
        time(fields.get("createdAt"), Instant.EPOCH),
        instant(fields.get("startedAt")),
        instant(fields.get("finishedAt")),
        parent.isEmpty() ? null : parent);
  }

  private static JobSnapshot job(Map<?, ?> job) {
    List<Attempt> attempts = new ArrayList<>();
    for (Map<?, ?> each : objects(job.get("attempts"))) {
      String cause = word(each, "cause");
      attempts.add(
          new Attempt(
              each.get("number") instanceof Number number ? number.intValue() : 1,
              state(JobState.class, word(each, "state"), JobState.LOST),
              instant(each.get("startedAt")),
              instant(each.get("finishedAt")),
              each.get("exitCode") instanceof Number code ? Integer.valueOf(code.intValue()) : null,
              cause.isEmpty() ? null : state(RetryCause.class, cause, RetryCause.FAILED),
              word(each, "message")));
    }
    return new JobSnapshot(
        word(job, "name"),
        state(JobState.class, word(job, "state"), JobState.LOST),
        attempts,
        word(job, "message"));
  }

  private static List<Map<?, ?>> objects(@Nullable Object value) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> map) {
          maps.add(map);
        }
      }
    }
    return maps;
  }

  private static String word(Map<?, ?> fields, String key) {
    return fields.get(key) instanceof String text ? text : "";
  }

  private static <E extends Enum<E>> E state(Class<E> type, String word, E otherwise) {
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException ofALaterBuild) {
      return otherwise;
    }
  }

  private static @Nullable Instant instant(@Nullable Object value) {
    Instant time = time(value, Instant.MIN);
    return time.equals(Instant.MIN) ? null : time;
  }

  static Instant time(@Nullable Object value, Instant otherwise) {
    try {
      return value instanceof String text ? Instant.parse(text) : otherwise;
    } catch (DateTimeException torn) {
      return otherwise;
    }
  }
}
