package io.jupyterflow.core.flow.plan;

import io.jupyterflow.core.flow.check.CommandChecks;
import io.jupyterflow.core.flow.check.OptionChecks;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.sweep.Bindings;
import io.jupyterflow.core.flow.sweep.Column;
import io.jupyterflow.core.flow.sweep.FlowCommand;
import io.jupyterflow.core.flow.sweep.NumberedKeys;
import io.jupyterflow.core.flow.sweep.SizedCommand;
import io.jupyterflow.core.flow.sweep.SweepSizer;
import io.jupyterflow.core.flow.syntax.DefaultNames;
import io.jupyterflow.core.flow.syntax.FlowGraph;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Turns the commands of a flow into the jobs of a plan: sweeps, bindings, names, interpreters.
public final class PlanBuilder {

  private PlanBuilder() {}

  /// The plan of a graph, or all that is wrong with it.
  ///
  /// @param problems what reading the flow came to; what is found here is reported with it
  public static PlanResult plan(
      FlowGraph graph, SourceFacts facts, PlanOptions options, List<Problem> problems) {
    List<Problem> all = new ArrayList<>(problems);
    List<Integer> order = Topology.order(graph.needs());
    if (order.size() < graph.jobs().size()) {
      if (hasError(all)) {
        return new PlanResult(null, SortedProblems.of(all));
      }
      throw new IllegalArgumentException("a graph with a cycle, and no problem says so");
    }
    List<List<Integer>> needs = needs(graph, order);
    List<FlowCommand> commands = commands(graph, order);
    if (commands.size() > 1 && hasNumbers(commands)) {
      commands = NumberedKeys.resolve(commands, needs, all);
    }
    new CommandChecks(facts, all).check(commands, needs);
    Bindings bindings = new Bindings(commands, needs, all);
    List<SizedCommand> sized = new SweepSizer(bindings, options.maxVariants(), all).size(commands);
    if (hasError(all)) {
      return new PlanResult(null, SortedProblems.of(all));
    }
    List<List<String>> names = NameAllocator.of(sized, all);
    OptionChecks.check(sized, names, options, all);
    if (hasError(all)) {
      return new PlanResult(null, SortedProblems.of(all));
    }
    List<Job> jobs = jobs(sized, needs, names, new JobFactory(facts, options, all));
    if (hasError(all) || jobs.isEmpty()) {
      return new PlanResult(null, SortedProblems.of(all));
    }
    String name = options.name() != null ? options.name() : name(sized, jobs);
    return new PlanResult(new Plan(name, jobs), SortedProblems.of(all));
  }

  /// Whether words are swept that have nothing but a number.
  private static boolean hasNumbers(List<FlowCommand> commands) {
    for (FlowCommand command : commands) {
      for (Column column : command.columns()) {
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

  /// The commands, each behind all it needs.
  private static List<FlowCommand> commands(FlowGraph graph, List<Integer> order) {
    List<FlowCommand> commands = new ArrayList<>(order.size());
    for (int index : order) {
      commands.add(FlowCommand.of(graph.jobs().get(index)));
    }
    return commands;
  }

  /// What each command in that order needs, as indexes of that order.
  private static List<List<Integer>> needs(FlowGraph graph, List<Integer> order) {
    int[] position = new int[order.size()];
    for (int i = 0; i < position.length; i++) {
      position[order.get(i)] = i;
    }
    IdentityHashMap<List<Integer>, List<Integer>> joins = new IdentityHashMap<>();
    List<List<Integer>> needs = new ArrayList<>(position.length);
    for (int index : order) {
      List<Integer> join = graph.needs().get(index);
      needs.add(joins.computeIfAbsent(join, list -> list.stream().map(n -> position[n]).toList()));
    }
    return needs;
  }

  private static List<Job> jobs(
      List<SizedCommand> commands,
      List<List<Integer>> needs,
      List<List<String>> names,
      JobFactory factory) {
    List<Job> jobs = new ArrayList<>();
    NeedLists lists = new NeedLists(commands, names);
    for (int i = 0; i < commands.size(); i++) {
      List<List<String>> after = lists.of(commands.get(i), needs.get(i));
      long mostBytes = Plan.MOST_BYTES - lists.bytes();
      if (!factory.make(commands.get(i), names.get(i), after, mostBytes, jobs)) {
        break;
      }
    }
    return jobs;
  }

  /// What runs are called: like the first sweep, else like the first job.
  private static String name(List<SizedCommand> commands, List<Job> jobs) {
    for (SizedCommand sized : commands) {
      if (sized.isSwept()) {
        FlowCommand command = sized.command();
        String name = command.job().name();
        return name != null ? name : DefaultNames.of(command.text());
      }
    }
    return jobs.getFirst().name();
  }
}
