package io.jupyterflow.core.settings;

import io.jupyterflow.core.document.DurationText;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.environment.SettingOverride;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All settings in force, each with its origin.
public final class Settings {

  private static final SettingsLayer BUILT_IN =
      new SettingsLayer(
          Setting.builtIn(EngineChoice.AUTO),
          Setting.builtIn(0),
          Setting.builtIn(0),
          null,
          null,
          null,
          null,
          Map.of(),
          Map.of());

  private final SettingsLayer all;
  private final List<Problem> problems;

  private Settings(SettingsLayer all, List<Problem> problems) {
    this.all = all;
    this.problems = List.copyOf(problems);
  }

  /// @param layers weakest first
  /// @param problems with the files that they are from
  static Settings of(List<SettingsLayer> layers, List<Problem> problems) {
    SettingsLayer all = BUILT_IN;
    for (SettingsLayer layer : layers) {
      all = all.under(layer);
    }
    return new Settings(all, problems);
  }

  /// What is wrong with the files that hold settings: an error where one can't be read.
  public List<Problem> problems() {
    return problems;
  }

  /// `auto`, `local` or `argo`.
  public Setting<String> engine() {
    return Objects.requireNonNull(all.engine());
  }

  /// How many jobs run at once, 0 for as many as cores.
  public Setting<Integer> jobs() {
    return Objects.requireNonNull(all.jobs());
  }

  /// An environment with what is set here over it. The engine's part is told of all of it, of
  /// variables and resources, too.
  public Environment appliedTo(Environment captured) {
    Map<String, String> variables = new LinkedHashMap<>(captured.variables());
    all.env().forEach((name, setting) -> variables.put(name, setting.value()));
    Resources resources = new Resources(value(all.cpu()), value(all.memory()), value(all.gpu()));
    return new Environment(
        captured.workingDirectory(),
        variables,
        captured.resources().overriddenBy(resources),
        captured.engine().with(changes()));
  }

  private List<SettingOverride> changes() {
    List<SettingOverride> changes = new ArrayList<>();
    all.env()
        .forEach((name, setting) ->
            changes.add(new SettingOverride("env." + name, setting.value(), setting.origin())));
    all.kubernetes()
        .forEach((key, setting) ->
            changes.add(new SettingOverride(key, setting.value(), setting.origin())));
    return changes;
  }

  /// A plan whose jobs that state no retries or no timeout have those set here; what is enforced
  /// they have in any case.
  public Plan appliedTo(Plan plan) {
    Setting<Integer> retries = Objects.requireNonNull(all.retries());
    Setting<Duration> timeout = all.timeout();
    if (retries.value() == 0 && !retries.isEnforced() && timeout == null) {
      return plan;
    }
    List<Job> jobs = new ArrayList<>(plan.jobs().size());
    for (Job job : plan.jobs()) {
      Job applied = job;
      if (retries.isEnforced() || (job.retries().isUnstated() && retries.value() > 0)) {
        applied = applied.withRetries(job.retries().withLimit(retries.value()));
      }
      if (timeout != null && (timeout.isEnforced() || job.timeout() == null)) {
        applied = applied.withTimeout(timeout.value());
      }
      jobs.add(applied);
    }
    return new Plan(plan.name(), jobs);
  }

  /// One line of `jupyterflow config`.
  ///
  /// @param key as files write it, `spec.env.SEED`
  /// @param value a tree for documents; values of secrets are redacted
  /// @param usedOn `everywhere`, or `Kubernetes` where only a cluster uses it
  public record Entry(String key, Object value, String origin, boolean isEnforced, String usedOn) {}

  /// All of them, in a fixed order.
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    add(entries, "engine", all.engine());
    add(entries, "jobs", all.jobs());
    add(entries, "retries", all.retries());
    Setting<Duration> timeout = all.timeout();
    if (timeout != null) {
      add(
          entries,
          "timeout",
          new Setting<>(DurationText.of(timeout.value()), timeout.origin(), timeout.isEnforced()));
    }
    add(entries, "spec.resources.cpu", all.cpu());
    add(entries, "spec.resources.memory", all.memory());
    add(entries, "spec.resources.gpu", all.gpu());
    all.env()
        .forEach((name, setting) -> {
          String value = Secrets.shown(name, setting.value());
          entries.add(entry("spec.env." + name, value, setting, "everywhere"));
        });
    all.kubernetes()
        .forEach((key, setting) ->
            entries.add(entry("spec." + key, setting.value(), setting, "Kubernetes")));
    return entries;
  }

  private static <T> void add(List<Entry> entries, String key, @Nullable Setting<T> setting) {
    if (setting != null) {
      entries.add(entry(key, setting.value(), setting, "everywhere"));
    }
  }

  private static Entry entry(String key, Object value, Setting<?> setting, String usedOn) {
    return new Entry(key, value, setting.origin(), setting.isEnforced(), usedOn);
  }

  private static <T> @Nullable T value(@Nullable Setting<T> setting) {
    return setting == null ? null : setting.value();
  }
}
