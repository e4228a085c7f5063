package io.jupyterflow.core.document;

import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.problem.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The `Checkup` document: what `doctor` found. Published as `checkup.schema.json`.
public final class DoctorDocument {

  private DoctorDocument() {}

  /// The document of a checkup.
  ///
  /// @param wording how the front end words what to do
  public static Map<String, @Nullable Object> of(
      DoctorReport checkup, Function<Remedy, String> wording) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("apiVersion", PlanDocument.API_VERSION);
    document.put("kind", "Checkup");
    document.put("engine", checkup.engine());
    document.put("ready", checkup.isReady());
    document.put("reachable", checkup.isReachable());
    document.put("works", checkup.works());
    document.put("lacks", checkup.lacks());
    List<Object> findings = new ArrayList<>();
    for (Finding finding : checkup.findings()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", finding.name());
      fields.put("outcome", finding.outcome().text());
      fields.put("message", finding.message());
      fields.put("remedy", wording.apply(finding.remedy()));
      findings.add(fields);
    }
    document.put("findings", findings);
    document.put("manifest", checkup.manifest());
    return document;
  }
}
