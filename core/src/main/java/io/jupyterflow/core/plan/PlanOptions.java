package io.jupyterflow.core.plan;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the command line says about planning, over what the flow says.
///
/// @param name the plan's name, or null to find one
/// @param commandMode whether jobs go through a shell
/// @param maxVariants how many jobs one sweep may expand to before it is a problem
/// @param resources for every job
/// @param resourcesFor for one job or all variants of one command, by name
/// @param retries for every job, or null
/// @param timeout for every job, or null
public record PlanOptions(
    @Nullable String name,
    CommandMode commandMode,
    int maxVariants,
    Resources resources,
    Map<String, Resources> resourcesFor,
    @Nullable Integer retries,
    @Nullable Duration timeout) {

  public static final int DEFAULT_MAX_VARIANTS = 10_000;

  public static final PlanOptions DEFAULT =
      new PlanOptions(
          null, CommandMode.AUTO, DEFAULT_MAX_VARIANTS, Resources.UNSTATED, Map.of(), null, null);

  public PlanOptions {
    resourcesFor = Map.copyOf(resourcesFor);
  }

  /// Whether a job is an argv or text for `sh -c`.
  public enum CommandMode {
    /// A shell only where the text needs one.
    AUTO,
    /// Always `sh -c`.
    SHELL,
    /// Never a shell.
    EXEC
  }
}
