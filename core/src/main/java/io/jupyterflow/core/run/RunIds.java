package io.jupyterflow.core.run;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.random.RandomGenerator;

/// Names of runs: `train-7f3k2`.
public final class RunIds {

  /// Without look-alikes: no 0 o 1 l i.
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

  private static final int LENGTH = 5;
  private static final int LONGEST = 100;

  private RunIds() {}

  /// A new id for a plan of this name.
  public static String next(String plan, RandomGenerator random) {
    StringBuilder id = new StringBuilder();
    plan.codePoints()
        .limit(LONGEST / 2)
        .map(c -> isAllowed(c) ? c : '-')
        .forEach(id::appendCodePoint);
    if (id.isEmpty() || id.charAt(0) == '-') {
      id.insert(0, "run");
    }
    id.append('-');
    for (int i = 0; i < LENGTH; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  /// Refuses an id that is not a name.
  public static void check(String id) {
    boolean good = !id.isEmpty() && id.length() <= LONGEST && !id.startsWith("-");
    if (!good || !id.codePoints().allMatch(RunIds::isAllowed)) {
      throw new JupyterFlowException.Usage(
          "'" + id + "' can't be the id of a run.",
          Remedy.of("use up to " + LONGEST + " letters, digits, - and _, not beginning with -"));
    }
  }

  public static boolean isValid(String id) {
    return !id.isEmpty() && !id.startsWith("-") && id.codePoints().allMatch(RunIds::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK
        || c == '-'
        || c == '_';
  }
}
