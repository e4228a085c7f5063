package io.jupyterflow.core.plan;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a job asks of the machine it runs on. Null means "not said": the engine's default holds.
///
/// @param cpu cores, may be a fraction
/// @param memory bytes
/// @param gpu whole devices
public record Resources(@Nullable BigDecimal cpu, @Nullable Long memory, @Nullable Integer gpu) {

  public static final Resources UNSTATED = new Resources(null, null, null);

  /// These resources, with what `other` states put over them.
  public Resources overriddenBy(Resources other) {
    return new Resources(
        other.cpu != null ? other.cpu : cpu,
        other.memory != null ? other.memory : memory,
        other.gpu != null ? other.gpu : gpu);
  }

  public boolean isUnstated() {
    return cpu == null && memory == null && gpu == null;
  }
}
