package io.jupyterflow.core.flow.sweep;

import java.util.ArrayList;
import java.util.List;

/// The variants of a command: all combinations of its axes, the first axis slowest.
public record VariantGrid(List<SweepAxis> axes) {

  static final VariantGrid SINGLE = new VariantGrid(List.of());

  /// How many variants there are; meaningful once the sizes were found to fit.
  public int size() {
    int size = 1;
    for (SweepAxis axis : axes) {
      size *= axis.size();
    }
    return size;
  }

  /// Which choice of `axis` the variant takes.
  int choice(int variant, SweepAxis axis) {
    int rest = variant;
    for (int i = axes.size() - 1; i >= 0; i--) {
      if (axes.get(i).equals(axis)) {
        return rest % axes.get(i).size();
      }
      rest /= axes.get(i).size();
    }
    throw new IllegalArgumentException("no axis of this grid");
  }

  /// The variants of this grid that belong to a variant of `other`: those with the same choices on
  /// all axes they share.
  public int[] matching(VariantGrid other, int variant) {
    int[] found = {0};
    for (SweepAxis axis : axes) {
      boolean shared = other.axes.contains(axis);
      int first = shared ? other.choice(variant, axis) : 0;
      int count = shared ? 1 : axis.size();
      int[] wider = new int[found.length * count];
      int at = 0;
      for (int index : found) {
        for (int choice = first; choice < first + count; choice++) {
          wider[at++] = index * axis.size() + choice;
        }
      }
      found = wider;
    }
    return found;
  }

  /// Whether variants of both belong together.
  public boolean sharesAxisWith(VariantGrid other) {
    for (SweepAxis axis : axes) {
      if (other.axes.contains(axis)) {
        return true;
      }
    }
    return false;
  }

  /// This grid and the axes of another that it doesn't have yet.
  VariantGrid with(List<SweepAxis> more) {
    List<SweepAxis> all = new ArrayList<>(axes);
    for (SweepAxis axis : more) {
      if (!all.contains(axis)) {
        all.add(axis);
      }
    }
    return new VariantGrid(all);
  }
}
