package io.jupyterflow.core.flow;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.Planned;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Turns the commands of a flow into the jobs of a plan: sweeps, bindings, names, interpreters.
public final class Expansion {

  private Expansion() {}

  /// The plan of a graph, or all that is wrong with it.
  ///
  /// @param problems what reading the flow came to; reported before what is found here
  public static Planned plan(
      FlowGraph graph, SourceFacts facts, PlanOptions options, List<Problem> problems) {
    if (problems.stream().anyMatch(Problem::isError) || graph.jobs().isEmpty()) {
      return new Planned(null, problems);
    }
    Map<String, Integer> used = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (JobTemplate template : graph.jobs()) {
      String base = template.name() != null ? template.name() : Names.of(template.text().words());
      int number = used.merge(base, 1, Integer::sum);
      names.add(number == 1 ? base : base + "-" + number);
    }
    List<Job> jobs = new ArrayList<>();
    IdentityHashMap<List<Integer>, List<String>> joins = new IdentityHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      JobTemplate template = graph.jobs().get(i);
      List<String> argv = new ArrayList<>();
      template.text().words().forEach(w -> argv.add(w.forms().getFirst().value()));
      List<String> needs =
          joins.computeIfAbsent(
              graph.needs().get(i), list -> list.stream().map(names::get).toList());
      jobs.add(
          new Job(
              names.get(i),
              names.get(i),
              Interpreters.command(argv, facts),
              needs,
              Map.of(),
              template.env(),
              template.resources().overriddenBy(options.resources()),
              template.retries(),
              template.timeout(),
              template.metrics()));
    }
    String name = options.name() != null ? options.name() : names.getFirst();
    return new Planned(new Plan(name, jobs), problems);
  }
}
