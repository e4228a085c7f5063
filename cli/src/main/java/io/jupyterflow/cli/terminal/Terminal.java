package io.jupyterflow.cli.terminal;

import java.util.Optional;

/// What the standard streams are connected to.
public interface Terminal {

  /// Whether standard output is a terminal.
  boolean isOutput();

  /// Whether standard error is a terminal.
  boolean isError();

  /// Whether lines on standard error can be drawn again: it is a terminal, and no dumb one.
  boolean isDrawable();

  /// The file standard output goes to, if it is one.
  Optional<String> outputFile();

  /// The size now. May be slow (a process is asked): call it once and when the window changed.
  Size size();
}
