package io.jupyterflow.core.workflowfile;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The keys a workflow file knows and the forms of its names: what the published schema says too.
final class FileKeys {

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

  /// What other tools call the keys of a file, and keys of a job at the wrong place.
  static final Map<String, String> FILE_SYNONYMS =
      Map.ofEntries(
          Map.entry("steps", "jobs"),
          Map.entry("tasks", "jobs"),
          Map.entry("stages", "jobs"),
          Map.entry("flow", "dags"),
          Map.entry("order", "dags"),
          Map.entry("needs", "dags"),
          Map.entry("cron", "schedule"),
          Map.entry("cpu", "defaults"),
          Map.entry("memory", "defaults"),
          Map.entry("gpu", "defaults"),
          Map.entry("retries", "defaults"),
          Map.entry("timeout", "defaults"),
          Map.entry("env", "defaults"),
          Map.entry("metrics", "defaults"));

  /// What other tools call the keys of a job.
  static final Map<String, String> JOB_SYNONYMS =
      Map.ofEntries(
          Map.entry("cmd", "run"),
          Map.entry("command", "run"),
          Map.entry("script", "run"),
          Map.entry("exec", "run"),
          Map.entry("depends", "needs"),
          Map.entry("depends_on", "needs"),
          Map.entry("dependencies", "needs"),
          Map.entry("after", "needs"),
          Map.entry("matrix", "sweep"),
          Map.entry("params", "sweep"),
          Map.entry("parameters", "sweep"),
          Map.entry("hyperparameters", "sweep"),
          Map.entry("mem", "memory"),
          Map.entry("retry", "retries"),
          Map.entry("environment", "env"),
          Map.entry("variables", "env"));

  /// Of a file: also with dots, which the first JupyterFlow took.
  static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}_.-]{1,60}");

  /// Of a job: never only digits, those are indexes in `dags`.
  static final Pattern JOB_NAME = Pattern.compile("(?![0-9]+$)[\\p{L}\\p{N}_-]{1,60}");

  static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  static final Pattern HYPERPARAMETER =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{Mn}\\p{Mc}\\p{Nd}_./@-]*");

  static final Pattern METRIC = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

  private FileKeys() {}
}
