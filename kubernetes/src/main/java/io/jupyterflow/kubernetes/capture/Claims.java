package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How claims of volumes may be shared, asked of the cluster once for each.
final class Claims {

  private final KubeApi api;
  private final String namespace;
  private final String node;
  private final String pod;
  private final ClusterCache remembered;
  private final Map<String, String> answers = new HashMap<>();
  private final Set<String> missing = new HashSet<>();
  private @Nullable String binding;

  /// @param node the notebook's
  /// @param pod the uid of the notebook's
  Claims(KubeApi api, String namespace, String node, String pod, ClusterCache remembered) {
    this.api = api;
    this.namespace = namespace;
    this.node = node;
    this.pod = pod;
    this.remembered = remembered;
  }

  /// The first claim of those asked for that is only to be had on the notebook's node, or null.
  @Nullable String binding() {
    return binding;
  }

  /// Whether a claim of those asked for is not there.
  boolean isMissing(String claim) {
    return missing.contains(claim);
  }

  /// What a claim means for jobs, in plain words.
  ///
  /// @throws JupyterFlowException.Refused where only the notebook's pod can have it
  String ask(String claim, boolean isReadOnly) {
    String known = answers.get(claim);
    if (known == null) {
      known = asked(claim, isReadOnly);
      answers.put(claim, known);
    }
    return known;
  }

  private String asked(String claim, boolean isReadOnly) {
    List<String> modes;
    try {
      modes = remembered.modes(pod, claim);
      if (modes.isEmpty()) {
        modes = read(claim);
      }
    } catch (KubeException e) {
      if (e instanceof KubeException.Answered answered && answered.isNotFound()) {
        missing.add(claim);
        return "the claim is missing: no job that mounts it can begin";
      }
      bind(claim);
      return "its access mode can't be read, so jobs run on the notebook's node, " + node;
    }
    if (modes.contains("ReadWriteMany")) {
      return "ReadWriteMany: jobs run on any node";
    }
    if (isReadOnly && modes.contains("ReadOnlyMany")) {
      return "ReadOnlyMany: jobs run on any node";
    }
    if (modes.contains("ReadWriteOncePod") && !modes.contains("ReadWriteOnce")) {
      throw new JupyterFlowException.Refused(
          "The volume claim "
              + claim
              + " is ReadWriteOncePod: only one pod may have it at a time, and that is this"
              + " notebook, so no job could start while it runs.",
          Remedy.of(
              "ask your administrator for a claim that is ReadWriteMany, or ReadWriteOnce on one"
                  + " node"));
    }
    bind(claim);
    return "ReadWriteOnce: jobs run on the notebook's node, " + node;
  }

  private void bind(String claim) {
    binding = binding == null ? claim : binding;
  }

  private List<String> read(String claim) {
    KubeObject found =
        api.get("/api/v1/namespaces/" + namespace + "/persistentvolumeclaims/" + claim);
    List<String> modes = modes(found);
    if (found.has("status", "accessModes")) {
      remembered.note(pod, claim, modes);
    }
    return modes;
  }

  /// The modes the volume has; those that were asked for where none is bound yet.
  private static List<String> modes(KubeObject claim) {
    String part = claim.has("status", "accessModes") ? "status" : "spec";
    List<String> modes = new ArrayList<>();
    if (claim.value(part, "accessModes").orElse(null) instanceof List<?> list) {
      for (Object mode : list) {
        modes.add(String.valueOf(mode));
      }
    }
    return modes;
  }
}
