package io.jupyterflow.core.flow.plan;

import io.jupyterflow.core.flow.check.CommandChecks;
import io.jupyterflow.core.flow.check.OptionChecks;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.sweep.Bindings;
import io.jupyterflow.core.flow.sweep.Column;
import io.jupyterflow.core.flow.sweep.NumberedKeys;
import io.jupyterflow.core.flow.sweep.SweepSizer;
import io.jupyterflow.core.flow.sweep.Template;
import io.jupyterflow.core.flow.syntax.DefaultNames;
import io.jupyterflow.core.flow.syntax.FlowGraph;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.Planned;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Turns the commands of a flow into the jobs of a plan: sweeps, bindings, names, interpreters.
public final class PlanBuilder {

  private PlanBuilder() {}

  /// The plan of a graph, or all that is wrong with it.
  ///
  /// @param problems what reading the flow came to; what is found here is reported with it
  public static Planned plan(
      FlowGraph graph, SourceFacts facts, PlanOptions options, List<Problem> problems) {
    List<Problem> all = new ArrayList<>(problems);
    List<Integer> order = Topology.order(graph.needs());
    if (order.size() < graph.jobs().size()) {
      if (hasError(all)) {
        return new Planned(null, SortedProblems.of(all));
      }
      throw new IllegalArgumentException("a graph with a cycle, and no problem says so");
    }
    List<Template> templates = new ArrayList<>(graph.jobs().size());
    List<List<Integer>> needs = sorted(graph, order, templates);
    if (templates.size() > 1 && hasNumbers(templates)) {
      NumberedKeys.find(templates, needs, all);
    }
    new CommandChecks(facts, all).check(templates, needs);
    new SweepSizer(new Bindings(templates, needs, all), options.maxVariants(), all).size(templates);
    if (hasError(all)) {
      return new Planned(null, SortedProblems.of(all));
    }
    Map<Template, List<String>> names = NameAllocator.of(templates, all);
    OptionChecks.check(names, options, all);
    if (hasError(all)) {
      return new Planned(null, SortedProblems.of(all));
    }
    List<Job> jobs = jobs(templates, needs, names, new JobFactory(facts, options, all));
    if (hasError(all) || jobs.isEmpty()) {
      return new Planned(null, SortedProblems.of(all));
    }
    String name = options.name() != null ? options.name() : name(templates, jobs);
    return new Planned(new Plan(name, jobs), SortedProblems.of(all));
  }

  /// Whether words are swept that have nothing but a number.
  private static boolean hasNumbers(List<Template> templates) {
    for (Template template : templates) {
      for (Column column : template.columns) {
        if (column.kind() == Column.Kind.NUMBERED) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasError(List<Problem> problems) {
    return problems.stream().anyMatch(Problem::isError);
  }

  /// Fills in the commands, each behind all it needs, and returns their needs in that order.
  private static List<List<Integer>> sorted(
      FlowGraph graph, List<Integer> order, List<Template> templates) {
    int[] position = new int[order.size()];
    for (int i = 0; i < position.length; i++) {
      position[order.get(i)] = i;
    }
    IdentityHashMap<List<Integer>, List<Integer>> joins = new IdentityHashMap<>();
    List<List<Integer>> needs = new ArrayList<>(position.length);
    for (int index : order) {
      templates.add(new Template(graph.jobs().get(index)));
      List<Integer> join = graph.needs().get(index);
      needs.add(joins.computeIfAbsent(join, list -> list.stream().map(n -> position[n]).toList()));
    }
    return needs;
  }

  private static List<Job> jobs(
      List<Template> templates,
      List<List<Integer>> needs,
      Map<Template, List<String>> names,
      JobFactory maker) {
    List<Job> jobs = new ArrayList<>();
    NeedLists lists = new NeedLists(names);
    IdentityHashMap<List<Integer>, List<Template>> joins = new IdentityHashMap<>();
    for (int i = 0; i < templates.size(); i++) {
      Template template = templates.get(i);
      List<Template> before =
          joins.computeIfAbsent(needs.get(i), list -> list.stream().map(templates::get).toList());
      List<String> own = names.getOrDefault(template, List.of());
      List<List<String>> after = lists.of(template, before);
      if (!maker.make(template, own, after, Plan.MOST_BYTES - lists.bytes(), jobs)) {
        break;
      }
    }
    return jobs;
  }

  /// What runs are called: like the first sweep, else like the first job.
  private static String name(List<Template> templates, List<Job> jobs) {
    for (Template template : templates) {
      if (template.isSwept()) {
        return template.job.name() != null ? template.job.name() : DefaultNames.of(template.text);
      }
    }
    return jobs.getFirst().name();
  }
}
