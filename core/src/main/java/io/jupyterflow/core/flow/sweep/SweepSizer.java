package io.jupyterflow.core.flow.sweep;

import io.jupyterflow.core.flow.brace.WordVariant;
import io.jupyterflow.core.flow.syntax.BindingKeys;
import io.jupyterflow.core.flow.syntax.Word;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.Problem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the axes of every command: its own sweeps and those of the commands it is bound to.
/// Refuses what would become too many jobs before any is made.
public final class SweepSizer {

  private final Bindings bindings;
  private final int maxVariants;
  private final List<Problem> problems;

  /// Whether a command was refused for its size; that is not reported again for the whole.
  private boolean refused;

  /// @param maxVariants how many variants one command may come to
  /// @param problems collects the sweeps that are too large
  public SweepSizer(Bindings bindings, int maxVariants, List<Problem> problems) {
    this.bindings = bindings;
    this.maxVariants = maxVariants;
    this.problems = problems;
  }

  /// The commands and the grid of each.
  ///
  /// @param commands each behind all it needs
  public List<SizedCommand> size(List<FlowCommand> commands) {
    List<SizedCommand> sized = new ArrayList<>(commands.size());
    long total = 0;
    for (int i = 0; i < commands.size(); i++) {
      sized.add(size(i, commands.get(i), sized));
      total += sized.getLast().grid().size();
    }
    if (total > Plan.MOST_JOBS && !refused) {
      problems.add(
          Problem.error(
              "too-many-jobs",
              commands.getFirst().place(),
              "the flow comes to " + total + " jobs; one run has at most " + Plan.MOST_JOBS,
              "split it into several runs, each with a part of the values"));
    }
    return sized;
  }

  /// @param before all it can be bound to
  private SizedCommand size(int index, FlowCommand command, List<SizedCommand> before) {
    Set<SweepAxis> axes = new LinkedHashSet<>();
    Map<Integer, SweepAxis> wordAxes = new HashMap<>();
    Map<String, SweepAxis> declaredAxes = new LinkedHashMap<>();
    Map<String, List<Integer>> bound = new LinkedHashMap<>();
    BigInteger count = BigInteger.ONE;
    for (Map.Entry<String, List<String>> declared : command.job().sweep().entrySet()) {
      SweepAxis axis = new SweepAxis(Math.min(declared.getValue().size(), maxVariants));
      declaredAxes.put(declared.getKey(), axis);
      axes.add(axis);
      count = count.multiply(BigInteger.valueOf(declared.getValue().size()));
    }
    Set<String> settled = new LinkedHashSet<>(command.job().sweep().keySet());
    for (int i = 0; i < command.words().size(); i++) {
      Word word = command.words().get(i);
      if (!word.varies()) {
        continue;
      }
      if (word.isSweep()) {
        BigInteger choices = word.braces().size();
        SweepAxis axis = new SweepAxis(choices.min(BigInteger.valueOf(maxVariants)).intValue());
        wordAxes.put(i, axis);
        axes.add(axis);
        count = count.multiply(choices);
      }
      for (WordVariant.Part.Key key : BindingKeys.of(word)) {
        if (settled.add(key.name())) {
          List<Integer> owners = bindings.find(index, key);
          bound.put(key.name(), owners);
          count = bind(owners, before, axes, count);
        }
      }
    }
    if (count.compareTo(BigInteger.valueOf(maxVariants)) > 0) {
      tooMany(command, count);
      refused = true;
      axes.clear();
    }
    VariantGrid grid = new VariantGrid(List.copyOf(axes));
    return new SizedCommand(command, grid, wordAxes, declaredAxes, bound);
  }

  private static BigInteger bind(
      List<Integer> owners, List<SizedCommand> before, Set<SweepAxis> axes, BigInteger unbound) {
    BigInteger count = unbound;
    for (int owner : owners) {
      for (SweepAxis axis : before.get(owner).grid().axes()) {
        if (axes.add(axis)) {
          count = count.multiply(BigInteger.valueOf(axis.size()));
        }
      }
    }
    return count;
  }

  private void tooMany(FlowCommand command, BigInteger count) {
    String number = count.bitLength() > 62 ? "more than 10^18" : count.toString();
    problems.add(
        Problem.error(
            "too-many-variants",
            command.place(),
            "this job comes to " + number + " variants; at most " + maxVariants + " are made",
            count.compareTo(BigInteger.valueOf(Plan.MOST_JOBS)) > 0
                ? "write fewer choices: one run has at most " + Plan.MOST_JOBS + " jobs"
                : "write fewer choices, or allow them with --max-variants " + number));
  }
}
