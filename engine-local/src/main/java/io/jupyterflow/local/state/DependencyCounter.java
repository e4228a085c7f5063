package io.jupyterflow.local.state;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Who waits for whom. Jobs that share one list of needs are behind one join, which is counted
/// once: ten thousand jobs that each need ten thousand others are twenty thousand edges, not a
/// hundred million.
final class DependencyCounter {

  private static final int[] NONE = {};

  private final int[][] joinsOfMember;
  private final int[][] dependents;
  private final int[] remaining;
  private final boolean[] broken;
  private final Map<String, Integer> indexes;

  DependencyCounter(Plan plan) {
    List<Job> jobs = plan.jobs();
    int count = jobs.size();
    indexes = HashMap.newHashMap(count);
    for (int i = 0; i < count; i++) {
      indexes.put(jobs.get(i).name(), i);
    }
    IdentityHashMap<List<String>, Integer> numbers = new IdentityHashMap<>();
    Growing[] members = new Growing[count];
    Growing[] waiting = new Growing[count];
    int[] sizes = new int[count];
    for (int i = 0; i < count; i++) {
      List<String> needs = jobs.get(i).needs();
      if (needs.isEmpty()) {
        continue;
      }
      Integer known = numbers.get(needs);
      int join = known == null ? numbers.size() : known;
      if (known == null) {
        numbers.put(needs, join);
        sizes[join] = needs.size();
        waiting[join] = new Growing();
        for (String need : needs) {
          int member = index(need);
          Growing of = members[member];
          if (of == null) {
            of = new Growing();
            members[member] = of;
          }
          of.add(join);
        }
      }
      waiting[join].add(i);
    }
    remaining = Arrays.copyOf(sizes, numbers.size());
    broken = new boolean[numbers.size()];
    dependents = new int[numbers.size()][];
    for (int i = 0; i < dependents.length; i++) {
      dependents[i] = waiting[i].toArray();
    }
    joinsOfMember = new int[count][];
    for (int i = 0; i < count; i++) {
      joinsOfMember[i] = members[i] == null ? NONE : members[i].toArray();
    }
  }

  /// The place of a job in the plan.
  int index(String job) {
    Integer index = indexes.get(job);
    if (index == null) {
      throw new IllegalArgumentException("the plan has no job " + job);
    }
    return index;
  }

  boolean has(String job) {
    return indexes.containsKey(job);
  }

  /// The joins a job is needed by.
  int[] joinsOf(int job) {
    return joinsOfMember[job];
  }

  /// Counts one success.
  ///
  /// @return whether the join is complete now
  boolean succeeded(int join) {
    return --remaining[join] == 0 && !broken[join];
  }

  /// Notes that the join can't be completed any more.
  ///
  /// @return whether that is new
  boolean broke(int join) {
    boolean news = !broken[join];
    broken[join] = true;
    return news;
  }

  /// The jobs behind a join.
  int[] behind(int join) {
    return dependents[join];
  }

  /// A list of numbers without a box for each.
  private static final class Growing {
    private int[] values = new int[4];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    int[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
