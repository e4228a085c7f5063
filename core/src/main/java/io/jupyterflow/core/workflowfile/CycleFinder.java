package io.jupyterflow.core.workflowfile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

/// Finds jobs that wait for each other. Each join is a node of its own here, so that a join of many
/// to many costs as much as it has jobs, not their product.
final class CycleFinder {

  private static final int UNSEEN = 0;
  private static final int ON_PATH = 1;
  private static final int DONE = 2;

  private final int jobs;

  /// What each node waits for: jobs first, then joins.
  private final List<List<Integer>> edges;

  CycleFinder(List<List<Integer>> needs) {
    this.jobs = needs.size();
    this.edges = new ArrayList<>(needs.size() * 2);
    IdentityHashMap<List<Integer>, Integer> joins = new IdentityHashMap<>();
    List<List<Integer>> lists = new ArrayList<>();
    for (List<Integer> list : needs) {
      int join =
          joins.computeIfAbsent(
              list,
              l -> {
                lists.add(l);
                return jobs + lists.size() - 1;
              });
      edges.add(List.of(join));
    }
    edges.addAll(lists);
  }

  /// The jobs of one cycle in the order they run, or nothing where there is none.
  List<Integer> find() {
    int[] states = new int[edges.size()];
    int[] next = new int[edges.size()];
    List<Integer> path = new ArrayList<>();
    for (int start = 0; start < jobs; start++) {
      if (states[start] != UNSEEN) {
        continue;
      }
      enter(start, states, path);
      while (!path.isEmpty()) {
        int node = path.getLast();
        if (next[node] == edges.get(node).size()) {
          states[node] = DONE;
          path.removeLast();
          continue;
        }
        int other = edges.get(node).get(next[node]++);
        if (states[other] == ON_PATH) {
          return cycle(path, other);
        }
        if (states[other] == UNSEEN) {
          enter(other, states, path);
        }
      }
    }
    return List.of();
  }

  private static void enter(int node, int[] states, List<Integer> path) {
    states[node] = ON_PATH;
    path.add(node);
  }

  /// The jobs on the path from `node` on, the other way round: a path leads to what comes before.
  private List<Integer> cycle(List<Integer> path, int node) {
    List<Integer> found = new ArrayList<>();
    for (int each : path.subList(path.indexOf(node), path.size())) {
      if (each < jobs) {
        found.add(each);
      }
    }
    Collections.reverse(found);
    Collections.rotate(found, -found.indexOf(Collections.min(found)));
    return found;
  }
}
