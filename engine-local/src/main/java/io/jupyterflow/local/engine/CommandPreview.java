package io.jupyterflow.local.engine;

import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import java.util.List;
import java.util.Map;

/// What this engine would start.
final class CommandPreview {

  private CommandPreview() {}

  /// The plan as its document; this engine sends nothing anywhere.
  static List<Map<String, ?>> of(Plan plan, Environment environment) {
    Map<String, Object> document = PlanDocument.of(plan, LocalEngine.NAME);
    document.put("workingDirectory", environment.workingDirectory());
    return List.of(document);
  }
}
