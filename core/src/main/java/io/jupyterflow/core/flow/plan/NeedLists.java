package io.jupyterflow.core.flow.plan;

import io.jupyterflow.core.flow.sweep.Axis;
import io.jupyterflow.core.flow.sweep.Template;
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

  private final Map<Template, List<String>> names;
  private final IdentityHashMap<List<Template>, List<String>> whole = new IdentityHashMap<>();
  private final IdentityHashMap<List<Template>, Set<Axis>> axes = new IdentityHashMap<>();
  private long bytes;

  NeedLists(Map<Template, List<String>> names) {
    this.names = names;
  }

  /// About how many bytes the lists take that were made so far.
  long bytes() {
    return bytes;
  }

  /// The needs of each variant of a command: of a command that shares an axis with it the variants
  /// that belong together, of any other all. Fewer lists than variants once [#bytes] is more than a
  /// plan may have.
  List<List<String>> of(Template template, List<Template> needs) {
    int size = template.grid.size();
    List<List<String>> lists = new ArrayList<>(size);
    if (!isPaired(template, needs)) {
      List<String> all = whole.computeIfAbsent(needs, this::all);
      for (int i = 0; i < size; i++) {
        lists.add(all);
      }
      return lists;
    }
    Map<List<String>, List<String>> known = new HashMap<>();
    for (int variant = 0; variant < size && bytes <= Plan.MOST_BYTES; variant++) {
      List<String> list = paired(template, variant, needs);
      List<String> before = known.putIfAbsent(list, list);
      lists.add(before != null ? before : list);
      bytes += before != null ? 0 : Plan.joinBytes(list);
    }
    return lists;
  }

  /// Asks each join once for its axes: many commands may stand behind a join of many.
  private boolean isPaired(Template template, List<Template> needs) {
    List<Axis> own = template.grid.axes();
    if (own.isEmpty()) {
      return false;
    }
    Set<Axis> joined = axes.computeIfAbsent(needs, NeedLists::axes);
    return own.stream().anyMatch(joined::contains);
  }

  private static Set<Axis> axes(List<Template> needs) {
    Set<Axis> axes = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Template need : needs) {
      axes.addAll(need.grid.axes());
    }
    return axes;
  }

  private List<String> all(List<Template> needs) {
    List<String> all = new ArrayList<>();
    for (Template need : needs) {
      all.addAll(names.getOrDefault(need, List.of()));
    }
    bytes += all.isEmpty() ? 0 : Plan.joinBytes(all);
    return List.copyOf(all);
  }

  private List<String> paired(Template template, int variant, List<Template> needs) {
    List<String> list = new ArrayList<>();
    for (Template need : needs) {
      List<String> own = names.getOrDefault(need, List.of());
      if (need.grid.sharesAxisWith(template.grid)) {
        for (int index : need.grid.matching(template.grid, variant)) {
          list.add(own.get(index));
        }
      } else {
        list.addAll(own);
      }
    }
    return List.copyOf(list);
  }
}
