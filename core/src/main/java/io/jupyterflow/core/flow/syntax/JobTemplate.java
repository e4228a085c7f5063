package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.brace.BindingKey;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.Retries;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One command of a flow, before its sweeps are expanded.
///
/// @param text its command, parsed
/// @param name the name the user gave it, or null to have one found
/// @param sweep choices by [#key] that `{key}` in the text takes its value from, next to the braces
///   in the text itself; the first key varies slowest
/// @param env variables for each of its jobs, next to the leading `NAME=value` words of the text
/// @param resources what each of its jobs asks for
/// @param retries when each of its jobs is tried again
/// @param timeout after which an attempt is ended, or null for never
/// @param metrics patterns by metric name
public record JobTemplate(
    JobText text,
    @Nullable String name,
    Map<String, List<String>> sweep,
    Map<String, String> env,
    Resources resources,
    Retries retries,
    @Nullable Duration timeout,
    Map<String, String> metrics) {

  public JobTemplate {
    sweep = Collections.unmodifiableMap(named(sweep));
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  private static Map<String, List<String>> named(Map<String, List<String>> sweep) {
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> choices : sweep.entrySet()) {
      named.put(key(choices.getKey()), choices.getValue());
    }
    return named;
  }

  /// The one spelling of a hyperparameter's name: that of Unicode's NFC.
  public static String key(String name) {
    return BindingKey.canonical(name);
  }

  /// A command that states nothing besides its text.
  public static JobTemplate of(JobText text) {
    return new JobTemplate(
        text, null, Map.of(), Map.of(), Resources.UNSTATED, Retries.UNSTATED, null, Map.of());
  }
}
