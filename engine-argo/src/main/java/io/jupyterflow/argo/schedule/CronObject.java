package io.jupyterflow.argo.schedule;

import io.jupyterflow.argo.api.Paths;
import io.jupyterflow.argo.compile.CompiledWorkflow;
import io.jupyterflow.argo.compile.WorkflowCompiler;
import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.schedule.CronTimes;
import io.jupyterflow.core.schedule.Recurrence;
import io.jupyterflow.core.schedule.Timing;
import io.jupyterflow.kubernetes.capture.NodeBinding;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a CronWorkflow of a plan: its runs are what a submit would have made, except for their
/// names, which the controller gives, and their secrets, which they share.
final class CronObject {

  /// Stands for a run's name in what is compiled, until it is known what of it means the run.
  private static final String RUN = "jupyterflow-name-of-the-run";

  private static final int KEPT = 10;

  private CronObject() {}

  /// @param name of the schedule, at most 52 long
  /// @param secretName of the Secret, where there is one
  /// @param timing when its runs start
  /// @param now from when on
  static CompiledWorkflow of(
      String name,
      String secretName,
      Plan plan,
      Environment environment,
      SubmitOptions options,
      Timing timing,
      Instant now) {
    CompiledWorkflow compiled =
        WorkflowCompiler.compile(plan, unbound(environment), options, RUN, secretName);
    KubeObject run = compiled.workflow();
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("namespace", run.text("metadata", "namespace"));
    metadata.put("labels", run.object("metadata", "labels").tree());
    KubeObject annotations = run.object("metadata", "annotations");
    String text = timing.recurrence().text();
    List<String> lines = timing.recurrence().lines(now);
    String zone =
        switch (timing.recurrence()) {
          case Recurrence.Every every -> Recurrence.Every.CLOCK.getId();
          case CronTimes times -> timing.zone().getId();
        };
    String hash =
        annotations.text(WorkflowLabels.HASH)
            + " "
            + text
            + " "
            + zone
            + (options.width() > 0 ? " -j " + options.width() : "")
            + (options.failFast() ? " --fail-fast" : "");
    metadata.put(
        "annotations",
        named(
            annotations
                .with(WorkflowLabels.HASH, hash)
                .with(WorkflowLabels.SCHEDULE, lines.equals(List.of(text)) ? null : text)
                .tree()));
    Map<String, @Nullable Object> runs = new LinkedHashMap<>();
    runs.put("labels", run.object("metadata", "labels").tree());
    runs.put("annotations", named(annotations.with(WorkflowLabels.AWAITED, null).tree()));
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    spec.put("schedules", lines);
    spec.put("timezone", zone);
    spec.put("concurrencyPolicy", "Forbid");
    spec.put("successfulJobsHistoryLimit", KEPT);
    spec.put("failedJobsHistoryLimit", KEPT);
    if (compiled.secret() != null) {
      // nothing may start before its secret is there
      spec.put("suspend", true);
    }
    spec.put("workflowMetadata", runs);
    KubeObject jobs = run.object("spec").with("suspend", null);
    NodeBinding binding = ((PodEnvironment) environment.engine()).binding();
    if (binding != null) {
      jobs = binding.together(jobs);
    }
    spec.put("workflowSpec", named(jobs.tree()));
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("apiVersion", Paths.VERSION);
    object.put("kind", "CronWorkflow");
    object.put("metadata", metadata);
    object.put("spec", spec);
    return new CompiledWorkflow(new KubeObject(object), compiled.secret());
  }

  /// Without the node that the notebook is on today.
  static Environment unbound(Environment environment) {
    return new Environment(
        environment.workingDirectory(),
        environment.variables(),
        environment.resources(),
        ((PodEnvironment) environment.engine()).unbound());
  }

  @SuppressWarnings("IfChainToSwitch")
  private static @Nullable Object named(@Nullable Object value) {
    if (value instanceof String text) {
      return text.replace(RUN, WorkflowLabels.RUNS_NAME);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, each) -> copy.put(String.valueOf(key), named(each)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      for (Object each : list) {
        copy.add(named(each));
      }
      return copy;
    }
    return value;
  }
}
