package io.jupyterflow.core.document;

import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `Run` document: a run at one moment. Every field is always there; what is not known (yet) is
/// null. Published as `run.schema.json`.
public final class RunDocument {

  private RunDocument() {}

  /// The document for people and tools: in its plan, what looks like a secret is `***`.
  public static Map<String, @Nullable Object> of(RunSnapshot run) {
    return of(run, plan(run.plan(), run.engine()));
  }

  /// As [#of(RunSnapshot)], with the plan's part made before by [#plan]: for those that write many
  /// documents of one run.
  public static Map<String, @Nullable Object> of(RunSnapshot run, Map<String, Object> plan) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("apiVersion", PlanDocument.API_VERSION);
    document.put("kind", "Run");
    document.put("id", run.id());
    document.put("engine", run.engine());
    document.put("state", run.state().text());
    document.put("message", run.message());
    document.put("parent", run.parent());
    document.put("createdAt", run.createdAt().toString());
    document.put("startedAt", text(run.startedAt()));
    document.put("finishedAt", text(run.finishedAt()));
    document.put("plan", plan);
    List<Object> jobs = new ArrayList<>(run.jobs().size());
    for (JobSnapshot job : run.jobs()) {
      jobs.add(job(job));
    }
    document.put("jobs", jobs);
    return document;
  }

  /// A plan as a part of another document.
  public static Map<String, Object> plan(Plan plan, String engine) {
    Map<String, Object> part = new LinkedHashMap<>(PlanDocument.of(plan, engine));
    part.remove("apiVersion");
    part.remove("kind");
    return part;
  }

  private static Map<String, @Nullable Object> job(JobSnapshot job) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("name", job.name());
    fields.put("state", job.state().text());
    fields.put("exitCode", job.exitCode().orElse(null));
    fields.put("startedAt", text(job.startedAt().orElse(null)));
    fields.put("finishedAt", text(job.finishedAt().orElse(null)));
    fields.put("message", job.message());
    List<Object> attempts = new ArrayList<>(job.attempts().size());
    for (Attempt attempt : job.attempts()) {
      attempts.add(attempt(attempt));
    }
    fields.put("attempts", attempts);
    return fields;
  }

  private static Map<String, @Nullable Object> attempt(Attempt attempt) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("number", attempt.number());
    fields.put("state", attempt.state().text());
    fields.put("exitCode", attempt.exitCode());
    fields.put("cause", attempt.cause() == null ? null : attempt.cause().text());
    fields.put("queuedAt", text(attempt.queuedAt()));
    fields.put("startedAt", text(attempt.startedAt()));
    fields.put("finishedAt", text(attempt.finishedAt()));
    fields.put("message", attempt.message());
    return fields;
  }

  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
