package io.jupyterflow.core.flow.check;

import io.jupyterflow.core.flow.sweep.SizedCommand;
import io.jupyterflow.core.flow.syntax.DefaultNames;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SpellingSuggestion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds options that name a job which isn't there.
public final class OptionChecks {

  private OptionChecks() {}

  /// Checks options against the jobs there are.
  ///
  /// @param names of the jobs of each command
  public static void check(
      List<SizedCommand> commands,
      List<List<String>> names,
      PlanOptions options,
      List<Problem> problems) {
    if (options.resourcesFor().isEmpty()) {
      return;
    }
    Set<String> known = new HashSet<>();
    names.forEach(known::addAll);
    for (SizedCommand sized : commands) {
      if (sized.isSwept()) {
        String name = sized.command().job().name();
        known.add(name != null ? name : DefaultNames.of(sized.command().text()));
      }
    }
    for (String name : options.resourcesFor().keySet()) {
      if (!known.contains(name)) {
        problems.add(
            Problem.error(
                "unknown-job",
                null,
                "the flow has no job " + name,
                SpellingSuggestion.to(name, known)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("run with --dry-run to see the names of its jobs")));
      }
    }
  }
}
