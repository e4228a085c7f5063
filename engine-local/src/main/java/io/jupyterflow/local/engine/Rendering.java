package io.jupyterflow.local.engine;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;

/// What this engine would start, as text.
final class Rendering {

  private Rendering() {}

  /// The plan as its document; this engine sends nothing anywhere.
  static String of(Plan plan, Environment environment) {
    var document = PlanDocument.of(plan, "local");
    document.put("workingDirectory", environment.workingDirectory());
    return JsonText.pretty(document);
  }
}
