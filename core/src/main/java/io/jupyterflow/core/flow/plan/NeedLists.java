package io.jupyterflow.core.flow.plan;

import io.jupyterflow.core.flow.sweep.SizedCommand;
import io.jupyterflow.core.flow.sweep.SweepAxis;
import io.jupyterflow.core.flow.sweep.VariantGrid;
import io.jupyterflow.core.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the names of the jobs that a job needs. Jobs behind the same join get the same list.
final class NeedLists {

  private final List<SizedCommand> commands;
  private final List<List<String>> names;
  private final IdentityHashMap<List<Integer>, List<String>> whole = new IdentityHashMap<>();
  private final IdentityHashMap<List<Integer>, Set<SweepAxis>> axes = new IdentityHashMap<>();
  private long bytes;

  /// @param names of the jobs of each command
  NeedLists(List<SizedCommand> commands, List<List<String>> names) {
    this.commands = commands;
    this.names = names;
  }

  /// About how many bytes the lists take that were made so far.
  long bytes() {
    return bytes;
  }

  /// The needs of each variant of a command: of a command that shares an axis with it the variants
  /// that belong together, of any other all. Fewer lists than variants once [#bytes] is more than a
  /// plan may have.
  ///
  /// @param needs the indexes of the commands it comes after
  List<List<String>> of(SizedCommand command, List<Integer> needs) {
    int size = command.grid().size();
    List<List<String>> lists = new ArrayList<>(size);
    if (!isPaired(command, needs)) {
      List<String> all = whole.computeIfAbsent(needs, this::all);
      for (int i = 0; i < size; i++) {
        lists.add(all);
      }
      return lists;
    }
    Map<List<String>, List<String>> known = new HashMap<>();
    for (int variant = 0; variant < size && bytes <= Plan.MOST_BYTES; variant++) {
      List<String> list = paired(command, variant, needs);
      List<String> before = known.putIfAbsent(list, list);
      lists.add(before != null ? before : list);
      bytes += before != null ? 0 : Plan.joinBytes(list);
    }
    return lists;
  }

  /// Asks each join once for its axes: many commands may be behind a join of many.
  private boolean isPaired(SizedCommand command, List<Integer> needs) {
    List<SweepAxis> own = command.grid().axes();
    if (own.isEmpty()) {
      return false;
    }
    Set<SweepAxis> joined = axes.computeIfAbsent(needs, this::axes);
    return own.stream().anyMatch(joined::contains);
  }

  private Set<SweepAxis> axes(List<Integer> needs) {
    Set<SweepAxis> axes = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int need : needs) {
      axes.addAll(commands.get(need).grid().axes());
    }
    return axes;
  }

  private List<String> all(List<Integer> needs) {
    List<String> all = new ArrayList<>();
    for (int need : needs) {
      all.addAll(names.get(need));
    }
    bytes += all.isEmpty() ? 0 : Plan.joinBytes(all);
    return List.copyOf(all);
  }

  private List<String> paired(SizedCommand command, int variant, List<Integer> needs) {
    List<String> list = new ArrayList<>();
    for (int need : needs) {
      List<String> own = names.get(need);
      VariantGrid grid = commands.get(need).grid();
      if (grid.sharesAxisWith(command.grid())) {
        for (int index : grid.matching(command.grid(), variant)) {
          list.add(own.get(index));
        }
      } else {
        list.addAll(own);
      }
    }
    return List.copyOf(list);
  }
}
