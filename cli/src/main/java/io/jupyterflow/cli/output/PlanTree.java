package io.jupyterflow.cli.output;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A plan's graph as a tree to be drawn. Its branches are the commands of the flow (all variants of
/// a sweep are one branch); each hangs below the last command that everything before it passes
/// through, so what hangs side by side may run side by side.
public final class PlanTree {

  /// Deeper branches are drawn at this depth: a long chain would leave the screen.
  private static final int DEEPEST = 8;

  private final List<Branch> branches;

  private PlanTree(List<Branch> branches) {
    this.branches = branches;
  }

  /// One command of the flow.
  ///
  /// @param origin its name
  /// @param jobs the positions of its jobs in the plan, at least one
  /// @param lead what is drawn before its name: `├─ `
  /// @param below what is drawn before lines that belong to it: `│ `
  /// @param after the commands it waits for, where the tree alone doesn't tell
  public record Branch(
      String origin, List<Integer> jobs, String lead, String below, List<String> after) {}

  /// In drawing order.
  public List<Branch> branches() {
    return branches;
  }

  public static PlanTree of(Plan plan) {
    return new PlanTree(new Builder(plan).branches());
  }

  /// Nodes are numbered in the order of their first job; -1 is the root above all.
  private static final class Builder {
    private final List<String> origins = new ArrayList<>();
    private final List<List<Integer>> jobs = new ArrayList<>();
    private final List<Set<Integer>> needs = new ArrayList<>();
    private final List<Integer> parent = new ArrayList<>();
    private final List<Integer> depth = new ArrayList<>();
    private final Map<Integer, List<Integer>> children = new HashMap<>();
    private final List<Branch> drawn = new ArrayList<>();

    Builder(Plan plan) {
      group(plan);
      for (int node = 0; node < origins.size(); node++) {
        int above = commonDominator(node);
        parent.add(above);
        depth.add(above < 0 ? 0 : depth.get(above) + 1);
        children.computeIfAbsent(above, k -> new ArrayList<>()).add(node);
      }
    }

    private void group(Plan plan) {
      Map<String, Integer> nodeOfOrigin = new LinkedHashMap<>();
      Map<String, Integer> nodeOfJob = new HashMap<>();
      IdentityHashMap<List<String>, Set<Integer>> joins = new IdentityHashMap<>();
      for (int i = 0; i < plan.jobs().size(); i++) {
        Job job = plan.jobs().get(i);
        Integer known = nodeOfOrigin.get(job.origin());
        int node = known == null ? origins.size() : known;
        if (known == null) {
          nodeOfOrigin.put(job.origin(), node);
          origins.add(job.origin());
          jobs.add(new ArrayList<>());
          needs.add(new LinkedHashSet<>());
        }
        jobs.get(node).add(i);
        nodeOfJob.put(job.name(), node);
        for (int needed : joins.computeIfAbsent(job.needs(), n -> nodes(n, nodeOfJob))) {
          if (needed < node) {
            needs.get(node).add(needed);
          }
        }
      }
    }

    /// Jobs behind the same join share one list: it is looked through once.
    private static Set<Integer> nodes(List<String> names, Map<String, Integer> nodeOfJob) {
      Set<Integer> nodes = new LinkedHashSet<>();
      for (String name : names) {
        Integer node = nodeOfJob.get(name);
        if (node != null) {
          nodes.add(node);
        }
      }
      return nodes;
    }

    private int commonDominator(int node) {
      int common = -2;
      for (int needed : needs.get(node)) {
        common = common == -2 ? needed : meet(common, needed);
      }
      return common == -2 ? -1 : common;
    }

    private int meet(int one, int other) {
      int a = one;
      int b = other;
      while (a != b) {
        if (a < 0 || b < 0) {
          return -1;
        }
        if (depth.get(a) >= depth.get(b)) {
          a = parent.get(a);
        } else {
          b = parent.get(b);
        }
      }
      return a;
    }

    /// Without recursion: a chain may be as long as the plan.
    List<Branch> branches() {
      List<int[]> open = new ArrayList<>();
      List<String> leads = new ArrayList<>();
      push(open, leads, -1, "", -1);
      while (!open.isEmpty()) {
        int[] next = open.removeLast();
        String indent = leads.removeLast();
        int node = next[0];
        boolean last = next[1] == 1;
        int level = depth.get(node);
        boolean root = level == 0;
        String lead = root ? "" : indent + (last ? "└─ " : "├─ ");
        String inner = root || level > DEEPEST ? indent : indent + (last ? "   " : "│  ");
        boolean parental = children.containsKey(node);
        drawn.add(
            new Branch(
                origins.get(node),
                List.copyOf(jobs.get(node)),
                lead,
                inner + (parental ? "│  " : "   "),
                after(node)));
        push(open, leads, node, inner, level);
      }
      return Collections.unmodifiableList(drawn);
    }

    private void push(List<int[]> open, List<String> leads, int node, String indent, int level) {
      List<Integer> below = children.getOrDefault(node, List.of());
      for (int i = below.size() - 1; i >= 0; i--) {
        open.add(new int[] {below.get(i), i == below.size() - 1 ? 1 : 0});
        leads.add(level < 0 ? "" : indent);
      }
    }

    private List<String> after(int node) {
      Set<Integer> all = needs.get(node);
      if (all.isEmpty() || (all.size() == 1 && all.contains(parent.get(node)))) {
        return List.of();
      }
      List<String> names = new ArrayList<>();
      for (int needed : all) {
        names.add(origins.get(needed));
      }
      return List.copyOf(names);
    }
  }
}
