package io.jupyterflow.core.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a plan is run.
///
/// @param id the run's id, or null to have one made; an id that exists is attached to if plan and
///   environment are the same, refused otherwise
/// @param width how many jobs may run at once, 0 for what the engine finds fit
/// @param failFast whether the first failure stops the jobs that still run
/// @param parent the run this is a rerun of, or null
/// @param reused names of jobs whose finished results are taken over from `parent`
public record SubmitOptions(
    @Nullable String id, int width, boolean failFast, @Nullable String parent, Set<String> reused) {

  public static final SubmitOptions DEFAULT = new SubmitOptions(null, 0, false, null, Set.of());

  public SubmitOptions {
    reused = Set.copyOf(reused);
    if (!reused.isEmpty() && parent == null) {
      throw new IllegalArgumentException("results are reused from a parent");
    }
  }
}
