package io.jupyterflow.argo.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;

/// Splits a plan into blocks that fit into DAG templates.
///
/// Plans are mostly made of sequences and of branches side by side, and such a plan falls apart at
/// places where the order of jobs stays exactly what it was: into parts that have nothing to do
/// with each other, and parts of which one needs all of the other. What is left, a tangle, is cut:
/// jobs behind the cut may wait longer than they need to, and still run or are skipped exactly as
/// the plan says. The record of decision 0011 has the reasons.
final class Splitter {

  /// How many jobs a part has at most: with the joins among them they fit into a template.
  static final int PART = 130;

  /// How many of them are before a cut at most: the parts after it need room in the template.
  static final int HEAD = 100;

  private final Graph graph;

  /// Position of a job in the set that is looked at, or -1.
  private final int[] position;

  Splitter(Graph graph) {
    this.graph = graph;
    this.position = new int[graph.size()];
    Arrays.fill(position, -1);
  }

  /// The whole plan in blocks.
  DagBlock split() {
    List<Integer> all = new ArrayList<>(graph.size());
    for (int job = 0; job < graph.size(); job++) {
      all.add(job);
    }
    return split(all, false);
  }

  /// @param isTangled whether jobs may be skipped for what lies before a cut: then a part that
  ///   succeeded need not have run all of its jobs, and none may wait for the whole of it
  private DagBlock split(List<Integer> jobs, boolean isTangled) {
    if (jobs.size() <= PART) {
      return new DagBlock.Flat(jobs);
    }
    List<List<Integer>> components = components(jobs);
    if (components.size() > 1) {
      return new DagBlock.Parallel(blocks(components, isTangled));
    }
    if (!isTangled) {
      List<List<Integer>> sequence = sequence(jobs);
      if (sequence.size() > 1) {
        return new DagBlock.Series(blocks(sequence, false));
      }
    }
    return cut(jobs);
  }

  /// Blocks of sets of jobs, neighbors together where they fit into one.
  private List<DagBlock> blocks(List<List<Integer>> sets, boolean isTangled) {
    List<DagBlock> blocks = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    for (List<Integer> set : sets) {
      if (!open.isEmpty() && open.size() + set.size() > PART) {
        blocks.add(new DagBlock.Flat(sorted(open)));
        open = new ArrayList<>();
      }
      if (set.size() > PART) {
        blocks.add(split(set, isTangled));
      } else {
        open.addAll(set);
      }
    }
    if (!open.isEmpty()) {
      blocks.add(new DagBlock.Flat(sorted(open)));
    }
    return blocks;
  }

  private static List<Integer> sorted(List<Integer> jobs) {
    return jobs.stream().sorted().toList();
  }

  /// The first jobs that leave the rest in pieces, else as many of the first as there is room for.
  private DagBlock cut(List<Integer> jobs) {
    List<List<Integer>> levels = levels(jobs);
    List<Integer> head = new ArrayList<>();
    for (List<Integer> level : levels) {
      if (head.size() + level.size() > HEAD) {
        break;
      }
      head.addAll(level);
      List<List<Integer>> rest = components(without(jobs, head));
      int largest = rest.stream().mapToInt(List::size).max().orElse(0);
      if (largest <= jobs.size() / 2) {
        return new DagBlock.Cut(sorted(head), blocks(rest, true));
      }
    }
    return new DagBlock.Cut(
        jobs.subList(0, HEAD), blocks(components(jobs.subList(HEAD, jobs.size())), true));
  }

  private static List<Integer> without(List<Integer> jobs, List<Integer> others) {
    List<Integer> rest = new ArrayList<>(jobs);
    rest.removeAll(new HashSet<>(others));
    return rest;
  }

  private void look(List<Integer> jobs) {
    Arrays.fill(position, -1);
    for (int i = 0; i < jobs.size(); i++) {
      position[jobs.get(i)] = i;
    }
  }

  /// Jobs that have nothing to do with each other, by their first.
  private List<List<Integer>> components(List<Integer> jobs) {
    look(jobs);
    int[] root = new int[jobs.size()];
    for (int i = 0; i < root.length; i++) {
      root[i] = i;
    }
    IdentityHashMap<int[], Integer> joined = new IdentityHashMap<>();
    for (int i = 0; i < root.length; i++) {
      int[] needs = graph.needs(jobs.get(i));
      Integer known = joined.get(needs);
      if (known != null) {
        if (known >= 0) {
          root[find(root, i)] = find(root, known);
        }
        continue;
      }
      int first = -1;
      for (int need : needs) {
        int at = position[need];
        if (at >= 0) {
          first = at;
          root[find(root, i)] = find(root, at);
        }
      }
      joined.put(needs, first);
    }
    List<List<Integer>> components = new ArrayList<>();
    int[] number = new int[root.length];
    Arrays.fill(number, -1);
    for (int i = 0; i < root.length; i++) {
      int at = find(root, i);
      if (number[at] < 0) {
        number[at] = components.size();
        components.add(new ArrayList<>());
      }
      components.get(number[at]).add(jobs.get(i));
    }
    return components;
  }

  private static int find(int[] root, int i) {
    int at = i;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  /// Jobs by how many are before them at most.
  private List<List<Integer>> levels(List<Integer> jobs) {
    look(jobs);
    int[] level = new int[jobs.size()];
    List<List<Integer>> levels = new ArrayList<>();
    IdentityHashMap<int[], Integer> joined = new IdentityHashMap<>();
    for (int i = 0; i < level.length; i++) {
      int[] needs = graph.needs(jobs.get(i));
      Integer known = joined.get(needs);
      if (known == null) {
        known = 0;
        for (int need : needs) {
          if (position[need] >= 0) {
            known = Math.max(known, level[position[need]] + 1);
          }
        }
        joined.put(needs, known);
      }
      level[i] = known;
      while (levels.size() <= known) {
        levels.add(new ArrayList<>());
      }
      levels.get(known).add(jobs.get(i));
    }
    return levels;
  }

  /// The longest sequence in which each set needs all of the set before.
  ///
  /// Such a border is in every topological order, so the one at hand is as good as any. It is one
  /// where whatever begins after it needs every end before it.
  private List<List<Integer>> sequence(List<Integer> jobs) {
    look(jobs);
    int count = jobs.size();
    int[] last = new int[count];
    for (int i = 0; i < count; i++) {
      last[i] = -1;
      for (int need : graph.needs(jobs.get(i))) {
        last[i] = Math.max(last[i], position[need]);
      }
    }
    List<List<Integer>> sets = new ArrayList<>();
    boolean[] isEnd = new boolean[count];
    int ends = 0;
    int from = 0;
    for (int border = 1; border < count; border++) {
      for (int need : graph.needs(jobs.get(border - 1))) {
        int at = position[need];
        if (at >= 0 && isEnd[at]) {
          isEnd[at] = false;
          ends--;
        }
      }
      isEnd[border - 1] = true;
      ends++;
      if (isBorder(jobs, last, isEnd, ends, border)) {
        sets.add(jobs.subList(from, border));
        from = border;
      }
    }
    sets.add(jobs.subList(from, count));
    return sets;
  }

  private boolean isBorder(List<Integer> jobs, int[] last, boolean[] isEnd, int ends, int border) {
    IdentityHashMap<int[], Boolean> good = new IdentityHashMap<>();
    for (int i = border; i < jobs.size(); i++) {
      if (last[i] >= border) {
        continue;
      }
      int[] needs = graph.needs(jobs.get(i));
      if (good.containsKey(needs)) {
        continue;
      }
      int met = 0;
      for (int need : needs) {
        if (position[need] >= 0 && isEnd[position[need]]) {
          met++;
        }
      }
      if (met < ends) {
        return false;
      }
      good.put(needs, true);
    }
    return true;
  }
}
