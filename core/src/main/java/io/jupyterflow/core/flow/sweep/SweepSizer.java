package io.jupyterflow.core.flow.sweep;

import io.jupyterflow.core.flow.brace.WordVariant;
import io.jupyterflow.core.flow.syntax.BindingKeys;
import io.jupyterflow.core.flow.syntax.Word;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.Problem;
import java.math.BigInteger;
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

  public SweepSizer(Bindings bindings, int maxVariants, List<Problem> problems) {
    this.bindings = bindings;
    this.maxVariants = maxVariants;
    this.problems = problems;
  }

  /// Sets the grid of each command.
  ///
  /// @param templates each behind all it needs
  public void size(List<Template> templates) {
    long total = 0;
    boolean refused = false;
    for (int i = 0; i < templates.size(); i++) {
      size(i, templates.get(i));
      total += templates.get(i).grid.size();
      refused |= templates.get(i).tooMany;
    }
    if (total > Plan.MOST_JOBS && !refused) {
      problems.add(
          Problem.error(
              "too-many-jobs",
              templates.getFirst().place(),
              "the flow comes to " + total + " jobs; one run has at most " + Plan.MOST_JOBS,
              "split it into several runs, each with a part of the values"));
    }
  }

  private void size(int index, Template template) {
    Set<Axis> axes = new LinkedHashSet<>();
    BigInteger count = BigInteger.ONE;
    for (Map.Entry<String, List<String>> declared : template.job.sweep().entrySet()) {
      Axis axis = new Axis(Math.min(declared.getValue().size(), maxVariants));
      template.declaredAxes.put(declared.getKey(), axis);
      axes.add(axis);
      count = count.multiply(BigInteger.valueOf(declared.getValue().size()));
    }
    Set<String> settled = new LinkedHashSet<>(template.job.sweep().keySet());
    for (int i = 0; i < template.words.size(); i++) {
      Word word = template.words.get(i);
      if (!word.varies()) {
        continue;
      }
      if (word.isSweep()) {
        BigInteger choices = word.braces().size();
        Axis axis = new Axis(choices.min(BigInteger.valueOf(maxVariants)).intValue());
        template.wordAxes.put(i, axis);
        axes.add(axis);
        count = count.multiply(choices);
      }
      for (WordVariant.Part.Key key : BindingKeys.of(word)) {
        if (settled.add(key.name())) {
          count = bind(index, template, key, axes, count);
        }
      }
    }
    if (count.compareTo(BigInteger.valueOf(maxVariants)) > 0) {
      tooMany(template, count);
      template.tooMany = true;
      axes.clear();
    }
    template.grid = new VariantGrid(List.copyOf(axes));
  }

  private BigInteger bind(
      int index, Template template, WordVariant.Part.Key key, Set<Axis> axes, BigInteger before) {
    BigInteger count = before;
    List<Template> owners = bindings.find(index, key);
    template.bound.put(key.name(), owners);
    for (Template owner : owners) {
      for (Axis axis : owner.grid.axes()) {
        if (axes.add(axis)) {
          count = count.multiply(BigInteger.valueOf(axis.size()));
        }
      }
    }
    return count;
  }

  private void tooMany(Template template, BigInteger count) {
    String number = count.bitLength() > 62 ? "more than 10^18" : count.toString();
    problems.add(
        Problem.error(
            "too-many-variants",
            template.place(),
            "this job comes to " + number + " variants; at most " + maxVariants + " are made",
            count.compareTo(BigInteger.valueOf(Plan.MOST_JOBS)) > 0
                ? "write fewer choices: one run has at most " + Plan.MOST_JOBS + " jobs"
                : "write fewer choices, or allow them with --max-variants " + number));
  }
}
