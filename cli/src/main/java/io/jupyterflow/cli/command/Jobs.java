package io.jupyterflow.cli.command;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SpellingSuggestion;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The jobs a word names.
public final class Jobs {

  private Jobs() {}

  /// The positions of the jobs of that name: of one job, or of all variants of a sweep.
  ///
  /// @throws JupyterFlowException.NotFound where the run has none
  public static List<Integer> named(RunSnapshot run, String word) {
    List<Integer> variants = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < run.plan().jobs().size(); i++) {
      Job job = run.plan().jobs().get(i);
      if (job.name().equals(word)) {
        return List.of(i);
      }
      if (job.origin().equals(word)) {
        variants.add(i);
      }
      names.add(job.origin());
      names.add(job.name());
    }
    if (variants.isEmpty()) {
      String nearest =
          SpellingSuggestion.to(word, names).map(n -> "did you mean " + n + "? ").orElse("");
      throw new JupyterFlowException.NotFound(
          "The run " + run.id() + " has no job '" + word + "'.",
          Remedy.of(nearest + (nearest.isEmpty() ? "list" : "List") + " its jobs: ")
              .then(ActionKind.SHOW_RUN, run.id()));
    }
    return variants;
  }
}
