package io.jupyterflow.core.flow.sweep;

/// One sweep of one command. Two commands that share an axis, the very same, have variants that
/// belong together.
public final class SweepAxis {

  private final int size;

  /// @param size how many choices it has
  SweepAxis(int size) {
    this.size = size;
  }

  int size() {
    return size;
  }
}
