package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.Retries;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The terms that a job runs on: what `defaults` may say for all jobs and each job for itself.
record JobSettings(
    Resources resources,
    @Nullable Retries retries,
    @Nullable Duration timeout,
    Map<String, String> env,
    Map<String, String> metrics) {

  static final JobSettings UNSTATED =
      new JobSettings(Resources.UNSTATED, null, null, Map.of(), Map.of());

  JobSettings {
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /// These terms where they say something, else the defaults; variables and metrics add up.
  JobSettings over(JobSettings defaults) {
    return new JobSettings(
        defaults.resources.overriddenBy(resources),
        retries != null ? retries : defaults.retries,
        timeout != null ? timeout : defaults.timeout,
        both(defaults.env, env),
        both(defaults.metrics, metrics));
  }

  private static Map<String, String> both(Map<String, String> under, Map<String, String> over) {
    Map<String, String> both = new LinkedHashMap<>(under);
    both.putAll(over);
    return both;
  }
}
