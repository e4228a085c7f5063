package io.jupyterflow.core.flow;

import io.jupyterflow.core.flow.brace.BraceMistakes;
import io.jupyterflow.core.flow.check.CommentChecks;
import io.jupyterflow.core.flow.check.JoinedLines;
import io.jupyterflow.core.flow.check.MissingSeparator;
import io.jupyterflow.core.flow.plan.PlanBuilder;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.syntax.FlowGraph;
import io.jupyterflow.core.flow.syntax.FlowSyntax;
import io.jupyterflow.core.flow.syntax.JobTemplate;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.flow.text.Scanner;
import io.jupyterflow.core.flow.text.SourceText;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.NulCharacter;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// Plans the value of `-c`.
public final class FlowPlanner {

  private FlowPlanner() {}

  /// The plan of a flow, or all that is wrong with it. Any text at all has an answer, in work
  /// bounded by its length and `options.maxVariants()`.
  public static PlanResult plan(String text, SourceFacts facts, PlanOptions options) {
    List<Problem> problems = new ArrayList<>();
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      problems.add(NulCharacter.at(new SourceText("-c", text).of(nul, nul + 1)));
    }
    boolean substitutions = options.commandMode() != CommandMode.EXEC;
    QuotedText scanned = Scanner.scan(text, substitutions, new SourceText("-c", text), problems);
    QuotedText quoted = BraceMistakes.quoted(scanned, problems);
    if (text.indexOf('#') >= 0) {
      CommentChecks.check(quoted, problems);
    }
    FlowSyntax outline = FlowSyntax.parse(quoted, problems);
    boolean hasLines = text.indexOf('\n') >= 0;
    List<JobTemplate> jobs = new ArrayList<>(outline.leaves().size());
    List<List<Integer>> needs = new ArrayList<>(outline.leaves().size());
    for (FlowSyntax.Leaf leaf : outline.leaves()) {
      JobText job = JobText.of(quoted, leaf.start(), leaf.end(), options.commandMode(), problems);
      if (!hasLines || !JoinedLines.check(job, leaf.inGroup(), facts, problems)) {
        MissingSeparator.check(job, leaf.inGroup(), facts, problems);
      }
      jobs.add(JobTemplate.of(job));
      needs.add(leaf.needs());
    }
    return PlanBuilder.plan(new FlowGraph(jobs, needs), facts, options, problems);
  }
}
