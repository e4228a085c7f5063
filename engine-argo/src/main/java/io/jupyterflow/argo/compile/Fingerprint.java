package io.jupyterflow.argo.compile;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Tells one submit from another: equal for the same plan in the same environment.
final class Fingerprint {

  private Fingerprint() {}

  /// SHA-256 in hexadecimal digits.
  static String of(Plan plan, Environment environment) {
    PodEnvironment argo = (PodEnvironment) environment.engine();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("directory", environment.workingDirectory());
    fields.put("namespace", argo.namespace());
    fields.put("container", argo.container().tree());
    fields.put("pod", argo.pod().tree());
    fields.put("patch", argo.patch().tree());
    fields.put("serviceAccount", argo.serviceAccount());
    fields.put("secrets", new TreeMap<>(argo.secrets()));
    fields.put("home", argo.home());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      PlanDocument.write(plan, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      digest.update(JsonText.line(fields).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
