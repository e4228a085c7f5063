package io.jupyterflow.cli.terminal;

/// How many cells a terminal has.
public record Size(int columns, int rows) {

  /// What is treated as granted where nobody knows.
  public static final Size USUAL = new Size(80, 24);

  public Size {
    columns = Math.max(1, columns);
    rows = Math.max(1, rows);
  }
}
