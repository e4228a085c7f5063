package io.jupyterflow.core.submission;

import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.settings.Settings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run that is to run again, as a new one.
///
/// @param parent a finished run
/// @param reused names of its jobs whose results are taken over
/// @param settings in force, with what was wrong in their files
/// @param id the new run's, or null to have one made
/// @param failFast whether the first failure stops the jobs that still run
public record RerunRequest(
    RunSnapshot parent,
    Set<String> reused,
    Settings settings,
    @Nullable String id,
    boolean failFast) {

  public RerunRequest {
    reused = Set.copyOf(reused);
  }
}
