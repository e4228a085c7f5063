package io.jupyterflow.argo.compile;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/// Plans of every shape, from a seed.
public final class GeneratedPlans {

  private final Random random;
  private final List<Job> jobs = new ArrayList<>();

  private GeneratedPlans(Random random) {
    this.random = random;
  }

  /// A plan with about so many jobs.
  public static Plan of(long seed, int size) {
    GeneratedPlans plans = new GeneratedPlans(new Random(seed));
    switch (plans.random.nextInt(5)) {
      case 0 -> plans.tangle(size, 2);
      case 1 -> plans.tangle(size, 1 + plans.random.nextInt(6));
      case 2 -> plans.sweeps(size);
      case 3 -> plans.sideBySide(size);
      default -> plans.series(size, List.of(), 0);
    }
    return new Plan("generated", plans.jobs);
  }

  private String job(List<String> needs) {
    // some names that no task can have
    String name = (random.nextInt(8) == 0 ? "작업_" : "job") + jobs.size();
    jobs.add(Job.of(name, new Command.Exec(List.of("true", name)), needs));
    return name;
  }

  /// Any earlier job may be needed, mostly near ones.
  private void tangle(int size, int most) {
    for (int i = 0; i < size; i++) {
      TreeSet<Integer> needs = new TreeSet<>();
      int count = i == 0 ? 0 : random.nextInt(most + 1);
      for (int k = 0; k < count; k++) {
        int back = random.nextInt(4) == 0 ? random.nextInt(i) : random.nextInt(Math.min(i, 20));
        needs.add(i - 1 - back);
      }
      job(needs.stream().map(n -> jobs.get(n).name()).toList());
    }
  }

  /// Sweeps after each other, joined to all or paired one to one, some with an odd need beside.
  private void sweeps(int size) {
    String data = job(List.of());
    List<String> last = List.of(job(List.of()));
    while (jobs.size() < size) {
      int width = 1 + random.nextInt(Math.min(1_000, size));
      List<String> next = new ArrayList<>();
      boolean isPaired = last.size() > 1 && random.nextBoolean();
      boolean isOdd = random.nextInt(3) == 0;
      List<String> all = last;
      for (int i = 0; i < (isPaired ? last.size() : width) && jobs.size() < size; i++) {
        List<String> needs = isPaired ? List.of(last.get(i)) : all;
        if (isOdd && random.nextBoolean() && !needs.contains(data)) {
          needs = new ArrayList<>(needs);
          needs.add(data);
        }
        next.add(job(needs));
      }
      last = next.isEmpty() ? last : next;
    }
  }

  private void sideBySide(int size) {
    while (jobs.size() < size) {
      List<String> chain = List.of();
      int length = 1 + random.nextInt(7);
      for (int i = 0; i < length && jobs.size() < size; i++) {
        chain = List.of(job(chain));
      }
    }
  }

  /// Sequences and groups within each other.
  private List<String> series(int size, List<String> entry, int depth) {
    List<String> last = entry;
    int left = size;
    while (left > 0) {
      int now = Math.min(left, 1 + random.nextInt(Math.max(1, size / 2)));
      left -= now;
      if (now == 1 || depth > 4) {
        List<String> group = new ArrayList<>();
        for (int i = 0; i < now; i++) {
          group.add(job(last));
        }
        last = Collections.unmodifiableList(group);
      } else {
        int branches = 1 + random.nextInt(4);
        List<String> exits = new ArrayList<>();
        for (int b = 0; b < branches; b++) {
          int part = now / branches + (b == 0 ? now % branches : 0);
          if (part > 0) {
            exits.addAll(series(part, last, depth + 1));
          }
        }
        last = exits;
      }
    }
    return last;
  }
}
