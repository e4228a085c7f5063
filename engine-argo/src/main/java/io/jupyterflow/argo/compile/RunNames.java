package io.jupyterflow.argo.compile;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.run.RunIds;
import io.jupyterflow.kubernetes.client.KubeNames;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Ids of runs on a cluster: a run's id is its Workflow's name, and part of the names of its pods
/// and of labels.
public final class RunNames {

  private static final int PLAN = 40;

  private RunNames() {}

  /// A new id for a plan of this name; `run-7f3k2` where nothing of the name can be used.
  public static String next(String plan, RandomGenerator random) {
    StringBuilder name = new StringBuilder();
    String lower = plan.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length() && name.length() < PLAN; i++) {
      char c = lower.charAt(i);
      if (KubeNames.isPlain(c)) {
        name.append(c);
      } else if ((c == '-' || c == '_') && !name.isEmpty()) {
        name.append('-');
      }
    }
    while (!name.isEmpty() && name.charAt(name.length() - 1) == '-') {
      name.setLength(name.length() - 1);
    }
    return RunIds.next(name.isEmpty() ? "run" : name.toString(), random);
  }

  /// A name for the Secret of what is called so, as nobody else gives it: where such a Secret is
  /// there already, it is the one that everyone who chose the name made, and need not be read to
  /// know it.
  ///
  /// @param random one that nobody can guess
  public static String secret(String owner, RandomGenerator random) {
    return owner + "-" + HexFormat.of().toHexDigits(random.nextLong());
  }

  /// Refuses an id that no Workflow can have.
  ///
  /// @throws JupyterFlowException.Usage that says the rule
  public static void check(String id) {
    if (!isValid(id)) {
      throw new JupyterFlowException.Usage(
          "'" + id + "' can't be the id of a run on a cluster.",
          Remedy.of("use " + KubeNames.RULE));
    }
  }

  /// Whether a Workflow can have this name.
  public static boolean isValid(String id) {
    return KubeNames.isLabel(id);
  }
}
