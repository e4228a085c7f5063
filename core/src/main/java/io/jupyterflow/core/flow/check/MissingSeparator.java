package io.jupyterflow.core.flow.check;

import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.syntax.ScriptWord;
import io.jupyterflow.core.problem.Problem;
import java.util.List;

/// Finds scripts that are arguments of another only by mistake: what separates jobs was forgotten
/// (`[a.py b.py]`).
///
/// A warning, because scripts do take scripts as arguments. It is given where that is less likely
/// than a mistake: in brackets, right behind a script or its `key=value` words, and for a file that
/// is there. `train.py data.py` and `[train.py --model net.py, b.py]` are left alone, and so is
/// whatever is quoted.
public final class MissingSeparator {

  private final JobText job;
  private final SourceFacts facts;

  private MissingSeparator(JobText job, SourceFacts facts) {
    this.job = job;
    this.facts = facts;
  }

  /// Checks one job of a flow.
  ///
  /// @param inGroup whether the job is in brackets
  public static void check(
      JobText job, boolean inGroup, SourceFacts facts, List<Problem> problems) {
    new MissingSeparator(job, facts).check(inGroup, problems);
  }

  private void check(boolean inGroup, List<Problem> problems) {
    int first = ScriptWord.first(job, job.head());
    int next = first + 1;
    while (first >= 0 && next < job.words().size() && isParameter(next)) {
      next++;
    }
    int second = first < 0 ? -1 : ScriptWord.first(job, next);
    boolean comma = second >= 0 && !inGroup && next > first + 1 && endsInComma(next - 1);
    if (second < 0 || !facts.isFile(value(second)) || !(inGroup || comma)) {
      return;
    }
    problems.add(
        Problem.warning(
            "script-as-argument",
            job.place(job.words().get(second)),
            value(second) + " is an argument of " + value(first) + " here, not a job",
            "write "
                + (inGroup ? "a comma before " : ">> before ")
                + value(next)
                + " to make it one"
                + (comma ? ", or both in brackets: [ … , " + value(next) + "]" : "")
                + "; if it is an argument, quote it: '"
                + value(second)
                + "'"));
  }

  private boolean endsInComma(int index) {
    return job.quoted().isPlain(job.words().get(index).end() - 1, ',');
  }

  private boolean isParameter(int index) {
    return !job.words().get(index).isOperator() && value(index).indexOf('=') > 0;
  }

  private String value(int index) {
    return job.value(job.words().get(index));
  }
}
