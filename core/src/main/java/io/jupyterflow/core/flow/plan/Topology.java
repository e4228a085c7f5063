package io.jupyterflow.core.flow.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;

/// Puts commands behind all they need, else in the order of the text. A join counts as one step of
/// its own, so that many to many costs no more than many and many.
final class Topology {

  private Topology() {}

  /// Indexes in order; of a graph with a cycle, those that lie before it.
  static List<Integer> order(List<List<Integer>> needs) {
    int count = needs.size();
    IdentityHashMap<List<Integer>, List<Integer>> behind = new IdentityHashMap<>();
    List<List<List<Integer>>> joinsOf = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      joinsOf.add(new ArrayList<>(1));
    }
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    IdentityHashMap<List<Integer>, Integer> pending = new IdentityHashMap<>();
    for (int i = 0; i < count; i++) {
      List<Integer> join = needs.get(i);
      if (join.isEmpty()) {
        ready.add(i);
        continue;
      }
      List<Integer> waiting = behind.get(join);
      if (waiting == null) {
        waiting = new ArrayList<>();
        behind.put(join, waiting);
        pending.put(join, join.size());
        for (int need : join) {
          joinsOf.get(need).add(join);
        }
      }
      waiting.add(i);
    }
    List<Integer> order = new ArrayList<>(count);
    while (!ready.isEmpty()) {
      int next = ready.remove();
      order.add(next);
      for (List<Integer> join : joinsOf.get(next)) {
        int left = pending.merge(join, -1, Integer::sum);
        if (left == 0) {
          ready.addAll(behind.getOrDefault(join, List.of()));
        }
      }
    }
    return order;
  }
}
