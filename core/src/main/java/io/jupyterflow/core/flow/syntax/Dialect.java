package io.jupyterflow.core.flow.syntax;

/// Whose rules the lines of a job's text in a file follow.
public enum Dialect {
  /// Several lines are a script, which ends at the first command that fails.
  CURRENT,
  /// A file of version 1, as the first JupyterFlow read it: `cmd_mode: shell` is plain `sh -c`, and
  /// else lines that begin with `-` go on with the command before them.
  ORIGINAL
}
