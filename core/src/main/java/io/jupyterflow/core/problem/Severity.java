package io.jupyterflow.core.problem;

/// How bad a [Problem] is: an error stops the command, a warning is only shown.
public enum Severity {
  ERROR,
  WARNING
}
