package io.jupyterflow.core.flow.check;

import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.problem.Problem;
import java.util.List;

/// Finds comments behind a job that hide the rest of a flow, as in `a.py # first >> b.py`.
public final class CommentChecks {

  private CommentChecks() {}

  /// Checks a whole flow.
  public static void check(QuotedText quoted, List<Problem> problems) {
    boolean isBehind = false;
    for (int i = 0; i < quoted.length(); i++) {
      if (quoted.text().charAt(i) == '\n') {
        isBehind = false;
      } else if (quoted.role(i) != QuoteRole.ASIDE) {
        isBehind |= !quoted.isSpace(i);
      } else {
        int end = quoted.text().indexOf('\n', i);
        end = end < 0 ? quoted.length() : end;
        int arrow = quoted.text().substring(i, end).indexOf(" >> ");
        if (isBehind && arrow >= 0) {
          arrow += i;
          problems.add(
              Problem.error(
                  "commented-operator",
                  quoted.places().of(arrow + 1, arrow + 3),
                  "the # before it makes the rest of the line a comment, this >> too",
                  "put the comment on a line of its own, or quote the '#' if it is text"));
        }
        i = end - 1;
      }
    }
  }
}
