package io.jupyterflow.argo.compile;

import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The plan as a Workflow carries it, in the annotation [WorkflowLabels#PLAN].
public final class PlanAnnotation {

  private PlanAnnotation() {}

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

  /// Reads the plan that a Workflow carries; nothing where it carries none that can be read, since
  /// then it is none of ours.
  public static Optional<Plan> read(KubeObject workflow) {
    String text = workflow.text("metadata", "annotations", WorkflowLabels.PLAN);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in =
        new BufferedInputStream(
            new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text))))) {
      return Optional.of(PlanDocument.read(in));
    } catch (IOException | RuntimeException damaged) {
      return Optional.empty();
    }
  }
}
