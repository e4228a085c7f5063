package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.flow.syntax.FlowSyntax;
import io.jupyterflow.core.flow.text.SourceMap;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import io.jupyterflow.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads which job comes after which: the lines of `dags`, united with the jobs' own `needs`.
final class OrderReader {

  /// Of a file that names its jobs wrong throughout, the first tell it all.
  private static final int MOST_UNKNOWN = 100;

  private final WorkflowSpec spec;
  private final JobNames names;
  private final List<Problem> problems;

  /// For each job what each mention of it came after; lists behind the same join are one instance.
  private final List<List<List<Integer>>> mentions = new ArrayList<>();

  /// Where each job is first said to come after others.
  private final List<@Nullable Supplier<SourceLocation>> places = new ArrayList<>();

  private int unknown;

  OrderReader(WorkflowSpec spec, JobNames names, List<Problem> problems) {
    this.spec = spec;
    this.names = names;
    this.problems = problems;
    for (int i = 0; i < spec.jobs().size(); i++) {
      mentions.add(new ArrayList<>());
      places.add(null);
    }
  }

  /// For each job the jobs it comes after. A cycle is reported.
  List<List<Integer>> needs() {
    for (YamlNode.Scalar line : spec.dags()) {
      line(line);
    }
    for (int i = 0; i < spec.jobs().size(); i++) {
      JobSpec job = spec.jobs().get(i);
      if (job != null && !job.needs().isEmpty()) {
        own(i, job.needs());
      }
    }
    List<List<Integer>> needs = new ArrayList<>(mentions.size());
    for (List<List<Integer>> lists : mentions) {
      needs.add(united(lists));
    }
    List<Integer> cycle = new CycleFinder(needs).find();
    if (!cycle.isEmpty()) {
      reportCycle(cycle);
    }
    return needs;
  }

  private void line(YamlNode.Scalar line) {
    DagLine spaced = DagLine.of(line.text(), spec.source().within(line));
    SourceMap within = spaced.places();
    FlowSyntax outline = FlowSyntax.parse(spaced.text(), within, problems);
    List<FlowSyntax.Leaf> leaves = outline.leaves();
    List<Integer> jobs = new ArrayList<>(leaves.size());
    for (FlowSyntax.Leaf leaf : leaves) {
      jobs.add(resolve(outline.name(leaf), () -> within.of(leaf.start(), leaf.end())));
    }
    IdentityHashMap<List<Integer>, List<Integer>> joins = new IdentityHashMap<>();
    for (int i = 0; i < leaves.size(); i++) {
      FlowSyntax.Leaf leaf = leaves.get(i);
      int job = jobs.get(i);
      if (job >= 0 && !leaf.needs().isEmpty()) {
        List<Integer> before = joins.computeIfAbsent(leaf.needs(), list -> jobsOf(list, jobs));
        add(job, before, () -> within.of(leaf.start(), leaf.end()));
      }
    }
  }

  private static List<Integer> jobsOf(List<Integer> leaves, List<Integer> jobs) {
    Set<Integer> found = new LinkedHashSet<>();
    for (int leaf : leaves) {
      int job = jobs.get(leaf);
      if (job >= 0) {
        found.add(job);
      }
    }
    return List.copyOf(found);
  }

  private void own(int job, List<YamlNode.Scalar> needs) {
    Set<Integer> found = new LinkedHashSet<>();
    for (YamlNode.Scalar need : needs) {
      int before = resolve(need.text().strip(), () -> spec.source().of(need));
      if (before >= 0) {
        found.add(before);
      }
    }
    add(job, List.copyOf(found), () -> spec.source().of(needs.getFirst()));
  }

  private void add(int job, List<Integer> before, Supplier<SourceLocation> place) {
    mentions.get(job).add(before);
    if (places.get(job) == null) {
      places.set(job, place);
    }
  }

  private int resolve(String word, Supplier<SourceLocation> place) {
    return switch (names.resolve(word)) {
      case JobNames.Reference.Job(int index) -> index;
      case JobNames.Reference.None(String message, String hint) -> {
        if (++unknown <= MOST_UNKNOWN) {
          problems.add(Problem.error("unknown-job", place.get(), message, hint));
        }
        yield -1;
      }
    };
  }

  private static List<Integer> united(List<List<Integer>> lists) {
    if (lists.isEmpty()) {
      return List.of();
    }
    if (lists.size() == 1) {
      return lists.getFirst();
    }
    Set<Integer> all = new LinkedHashSet<>();
    lists.forEach(all::addAll);
    return List.copyOf(all);
  }

  private void reportCycle(List<Integer> cycle) {
    Supplier<SourceLocation> place = places.get(cycle.getFirst());
    StringBuilder text = new StringBuilder();
    int shown = Math.min(cycle.size(), 12);
    for (int i = 0; i < shown; i++) {
      text.append(names.label(cycle.get(i))).append(" → ");
    }
    text.append(shown < cycle.size() ? "… → " : "").append(names.label(cycle.getFirst()));
    problems.add(
        Problem.error(
            "cycle",
            place == null ? null : place.get(),
            "these jobs wait for each other: " + text,
            "remove one of the >> that lead around"));
  }
}
