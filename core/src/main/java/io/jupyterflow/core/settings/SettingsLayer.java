package io.jupyterflow.core.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one source of settings says; null where it says nothing.
///
/// @param engine `auto`, `local` or `argo`
/// @param jobs how many jobs run at once, 0 for as many as cores
/// @param retries for jobs that state none
/// @param timeout for jobs that state none
/// @param env variables for each job, by name
/// @param kubernetes what only a cluster uses, by key of `spec`
public record SettingsLayer(
    @Nullable Setting<String> engine,
    @Nullable Setting<Integer> jobs,
    @Nullable Setting<Integer> retries,
    @Nullable Setting<Duration> timeout,
    @Nullable Setting<BigDecimal> cpu,
    @Nullable Setting<Long> memory,
    @Nullable Setting<Integer> gpu,
    Map<String, Setting<String>> env,
    Map<String, Setting<Object>> kubernetes) {

  /// Says nothing.
  public static final SettingsLayer EMPTY =
      new SettingsLayer(null, null, null, null, null, null, null, Map.of(), Map.of());

  public SettingsLayer {
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    kubernetes = Collections.unmodifiableMap(new LinkedHashMap<>(kubernetes));
  }

  /// What flags say about the engine and the width; null where they weren't given.
  public static SettingsLayer flags(@Nullable String engine, @Nullable Integer jobs) {
    return new SettingsLayer(
        engine == null ? null : new Setting<>(engine, "--engine", false),
        jobs == null ? null : new Setting<>(jobs, "-j", false),
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        Map.of());
  }

  /// This layer with what a flag says of a cluster over it.
  ///
  /// @param key of `spec`
  /// @param value or null where the flag wasn't given
  public SettingsLayer with(String key, @Nullable String value, String flag) {
    if (value == null) {
      return this;
    }
    Map<String, Setting<Object>> cluster = new LinkedHashMap<>(kubernetes);
    cluster.put(key, new Setting<>(value, flag, false));
    return new SettingsLayer(engine, jobs, retries, timeout, cpu, memory, gpu, env, cluster);
  }

  /// This layer under a stronger one: lists append, the rest overrides.
  SettingsLayer under(SettingsLayer strong) {
    Map<String, Setting<String>> variables = new LinkedHashMap<>(env);
    variables.putAll(strong.env);
    Map<String, Setting<Object>> cluster = new LinkedHashMap<>(kubernetes);
    strong.kubernetes.forEach((key, setting) -> cluster.merge(key, setting, SettingsLayer::append));
    return new SettingsLayer(
        Setting.stronger(engine, strong.engine),
        Setting.stronger(jobs, strong.jobs),
        Setting.stronger(retries, strong.retries),
        Setting.stronger(timeout, strong.timeout),
        Setting.stronger(cpu, strong.cpu),
        Setting.stronger(memory, strong.memory),
        Setting.stronger(gpu, strong.gpu),
        variables,
        cluster);
  }

  private static Setting<Object> append(Setting<Object> weak, Setting<Object> strong) {
    if (weak.value() instanceof Collection<?> first
        && strong.value() instanceof Collection<?> second) {
      List<Object> all = new ArrayList<>(first);
      all.addAll(second);
      return new Setting<>(
          Collections.unmodifiableList(all),
          weak.origin() + " and " + strong.origin(),
          strong.isEnforced());
    }
    return strong;
  }
}
