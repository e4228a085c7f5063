package io.jupyterflow.argo.follow;

import io.jupyterflow.argo.compile.Marks;
import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.plan.Plan;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// The plan that a Workflow carries with it.
public final class CarriedPlan {

  private CarriedPlan() {}

  /// Reads it; nothing where the Workflow carries none that can be read, since then it is none of
  /// ours.
  public static Optional<Plan> of(KubeObject workflow) {
    String text = workflow.text("metadata", "annotations", Marks.PLAN);
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
