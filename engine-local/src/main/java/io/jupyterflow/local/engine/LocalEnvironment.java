package io.jupyterflow.local.engine;

import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.SettingOverride;
import io.jupyterflow.local.schedule.Capacity;
import java.util.List;

/// What only this engine reads of an environment: what the machine can give.
///
/// @param changes what settings put over it, for people to see
record LocalEnvironment(Capacity capacity, List<SettingOverride> changes)
    implements Environment.EngineEnvironment {

  public LocalEnvironment {
    changes = List.copyOf(changes);
  }

  LocalEnvironment(Capacity capacity) {
    this(capacity, List.of());
  }

  @Override
  public LocalEnvironment with(List<SettingOverride> more) {
    return new LocalEnvironment(capacity, more);
  }

  @Override
  public List<CapturedItem> items(Environment whole) {
    return new LocalItems(whole, this).list();
  }
}
