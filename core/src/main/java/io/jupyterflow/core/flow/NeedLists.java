package io.jupyterflow.core.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Finds the names of the jobs that a job needs. Jobs behind the same join get the same list.
final class NeedLists {

  private final Map<Template, List<String>> names;
  private final IdentityHashMap<List<Template>, List<String>> whole = new IdentityHashMap<>();

  NeedLists(Map<Template, List<String>> names) {
    this.names = names;
  }

  /// The needs of each variant of a command: of a command that shares an axis with it the variants
  /// that belong together, of any other all.
  List<List<String>> of(Template template, List<Template> needs) {
    int size = template.grid.size();
    List<List<String>> lists = new ArrayList<>(size);
    boolean paired = false;
    for (Template need : needs) {
      paired = paired || need.grid.sharesAxisWith(template.grid);
    }
    if (!paired) {
      List<String> all = whole.computeIfAbsent(needs, this::all);
      for (int i = 0; i < size; i++) {
        lists.add(all);
      }
      return lists;
    }
    Map<List<String>, List<String>> known = new HashMap<>();
    for (int variant = 0; variant < size; variant++) {
      List<String> list = paired(template, variant, needs);
      List<String> before = known.putIfAbsent(list, list);
      lists.add(before != null ? before : list);
    }
    return lists;
  }

  private List<String> all(List<Template> needs) {
    List<String> all = new ArrayList<>();
    for (Template need : needs) {
      all.addAll(names.getOrDefault(need, List.of()));
    }
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
