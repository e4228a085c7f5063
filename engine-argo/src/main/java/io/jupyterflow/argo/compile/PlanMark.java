package io.jupyterflow.argo.compile;

import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/// The plan as a Workflow carries it, in the annotation [Marks#PLAN].
final class PlanMark {

  private PlanMark() {}

  /// The annotation's value. Secrets are the caller's to leave out.
  static String of(Plan plan) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      PlanDocument.write(plan, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }
}
