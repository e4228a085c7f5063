package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.ServiceAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;

/// Which pod this process is in, and what the cluster says of it.
///
/// @param namespace of the pod
/// @param name of the pod, or the beginning of it
/// @param isWhole whether the name is known to be all of it
public record PodName(String namespace, String name, boolean isWhole) {

  /// What a host's name is cut to.
  private static final int LONGEST_HOST = 63;

  /// Asks the token, which names the pod it was made for, then the host's name.
  ///
  /// @throws JupyterFlowException.Refused where neither says
  public static PodName of(ServiceAccount account, NotebookProcess process) {
    KubeObject claims = claims(account);
    String name = claims.text("kubernetes.io", "pod", "name");
    String namespace = claims.text("kubernetes.io", "namespace");
    if (namespace.isEmpty()) {
      namespace = account.namespace();
    }
    if (!name.isEmpty()) {
      return new PodName(namespace, name, true);
    }
    String host = process.host();
    if (host.isEmpty()) {
      throw new JupyterFlowException.Refused(
          "Which pod this is can't be found out: the token in "
              + account.token()
              + " doesn't name it, and HOSTNAME is not set.",
          Remedy.of("set HOSTNAME to the pod's name, or name an image with --image"));
    }
    return new PodName(namespace, host, false);
  }

  /// The pod's document.
  ///
  /// @throws KubeException where it can't be read
  /// @throws JupyterFlowException.Refused where there is no such pod
  KubeObject pod(KubeApi api) {
    try {
      return api.get("/api/v1/namespaces/" + namespace + "/pods/" + name);
    } catch (KubeException.Answered e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
    // the host's name is the pod's, cut: then one pod begins with it
    if (!isWhole && name.length() > LONGEST_HOST - 2) {
      KubeObject found = KubeObject.EMPTY;
      int count = 0;
      List<KubeObject> all = api.get("/api/v1/namespaces/" + namespace + "/pods").objects("items");
      for (KubeObject pod : all) {
        if (pod.name().startsWith(name)) {
          found = pod;
          count++;
        }
      }
      if (count == 1) {
        return found;
      }
    }
    throw new JupyterFlowException.Refused(
        "The namespace "
            + namespace
            + " has no pod "
            + name
            + (isWhole ? ", for which this token was made." : ", which is what HOSTNAME says."),
        Remedy.of("restart the notebook server, or name an image with --image"));
  }

  /// The service account the token is for; `default` where it doesn't say.
  public static String accountOf(ServiceAccount account) {
    String name = claims(account).text("kubernetes.io", "serviceaccount", "name");
    return name.isEmpty() ? "default" : name;
  }

  /// What the token says; empty where it is none that can be read.
  private static KubeObject claims(ServiceAccount account) {
    try {
      String token = Files.readString(account.token(), StandardCharsets.US_ASCII).strip();
      int from = token.indexOf('.') + 1;
      int to = token.indexOf('.', from);
      if (from == 0 || to < 0) {
        return KubeObject.EMPTY;
      }
      byte[] json = Base64.getUrlDecoder().decode(token.substring(from, to));
      return KubeObject.parse(new String(json, StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException unreadable) {
      return KubeObject.EMPTY;
    }
  }
}
