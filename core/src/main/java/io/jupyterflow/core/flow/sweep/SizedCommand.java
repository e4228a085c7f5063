package io.jupyterflow.core.flow.sweep;

import java.util.List;
import java.util.Map;

/// A command of a flow and how many variants it comes to.
///
/// @param command what its text tells
/// @param grid its variants
/// @param wordAxes the axes of its own sweeps, by word
/// @param declaredAxes the axes of its declared sweeps, by key
/// @param bound by key, the indexes of the commands that a `{key}` of this one takes its value from
public record SizedCommand(
    FlowCommand command,
    VariantGrid grid,
    Map<Integer, SweepAxis> wordAxes,
    Map<String, SweepAxis> declaredAxes,
    Map<String, List<Integer>> bound) {

  /// Whether it may come to several jobs, which then are numbered.
  public boolean isSwept() {
    return !grid.axes().isEmpty();
  }
}
