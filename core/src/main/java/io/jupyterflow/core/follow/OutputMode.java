package io.jupyterflow.core.follow;

/// Which output of jobs a feed tells.
public enum OutputMode {
  /// That of all jobs, as it comes.
  ALL,
  /// Of jobs that fail, the end.
  FAILED,
  NONE
}
