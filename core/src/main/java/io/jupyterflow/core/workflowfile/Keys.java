package io.jupyterflow.core.workflowfile;

import java.util.List;
import java.util.regex.Pattern;

/// The keys a workflow file knows and the forms of its names: what the published schema says too.
final class Keys {

  static final List<String> FILE =
      List.of("version", "name", "jobs", "dags", "defaults", "cmd_mode", "schedule");

  static final List<String> TERMS =
      List.of("cpu", "memory", "gpu", "retries", "timeout", "env", "metrics");

  static final List<String> JOB =
      List.of(
          "name", "run", "sweep", "needs", "cpu", "memory", "gpu", "retries", "timeout", "env",
          "metrics");

  static final List<String> RETRIES = List.of("limit", "on", "backoff", "memory");

  static final List<String> RANGE = List.of("from", "to", "step");

  /// Of a file: also with dots, which the first JupyterFlow took.
  static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}_.-]{1,60}");

  /// Of a job: never only digits, those are indexes in `dags`.
  static final Pattern JOB_NAME = Pattern.compile("(?![0-9]+$)[\\p{L}\\p{N}_-]{1,60}");

  static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  static final Pattern HYPERPARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  static final Pattern METRIC = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

  private Keys() {}
}
