package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.CopyRules;
import io.jupyterflow.kubernetes.pod.KubeletText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the container of a pod that this process is in. Never by its place in the list: webhooks
/// put theirs first.
final class NotebookContainer {

  /// The variable by which a user or an administrator names it.
  static final String NAMED_BY = "JUPYTERFLOW_CONTAINER";

  /// The label by which Kubeflow's controller says which notebook a pod is; its container has that
  /// name.
  static final String KUBEFLOW = "notebook-name";

  private static final String KUBESPAWNER = "notebook";

  private NotebookContainer() {}

  /// The container.
  ///
  /// @throws JupyterFlowException.Refused where more than one may be it
  static KubeObject of(KubeObject pod, NotebookProcess process) {
    List<KubeObject> all = pod.objects("spec", "containers");
    String named = process.variable(NAMED_BY);
    if (!named.isEmpty()) {
      KubeObject found = named(all, named);
      if (found == null) {
        throw refused(pod, all, NAMED_BY + " names '" + named + "', which is not one of them.");
      }
      return found;
    }
    String[] names = {
      process.container(), pod.text("metadata", "labels", KUBEFLOW), KUBESPAWNER, byId(pod, process)
    };
    for (String name : names) {
      KubeObject found = named(all, name);
      if (found != null) {
        return found;
      }
    }
    KubeObject fitting = only(all, process, true);
    KubeObject found = fitting == null ? only(all, process, false) : fitting;
    if (found == null) {
      throw refused(pod, all, "Which of them this is, is not known.");
    }
    return found;
  }

  private static @Nullable KubeObject named(List<KubeObject> containers, String name) {
    for (KubeObject each : containers) {
      if (!name.isEmpty() && each.text("name").equals(name)) {
        return each;
      }
    }
    return null;
  }

  /// The name of the container whose id the kernel's lists have, or empty.
  private static String byId(KubeObject pod, NotebookProcess process) {
    for (KubeObject status : pod.objects("status", "containerStatuses")) {
      String id = status.text("containerID");
      String bare = id.substring(id.lastIndexOf('/') + 1);
      if (!bare.isEmpty() && process.marks().contains(bare)) {
        return status.text("name");
      }
    }
    return "";
  }

  /// The only container that isn't known to stand next to another's.
  ///
  /// @param byVariables only those count whose variables this process has
  private static @Nullable KubeObject only(
      List<KubeObject> containers, NotebookProcess process, boolean byVariables) {
    KubeObject found = null;
    for (KubeObject each : containers) {
      if (CopyRules.isSidecar(each.text("name")) || (byVariables && !fits(each, process))) {
        continue;
      }
      if (found != null) {
        return null;
      }
      found = each;
    }
    return found;
  }

  /// Whether the process has the variables of a container, of which there is at least one.
  private static boolean fits(KubeObject container, NotebookProcess process) {
    int seen = 0;
    for (KubeObject variable : container.objects("env")) {
      if (!variable.has("valueFrom")) {
        String value = KubeletText.expanded(variable.text("value"), process.variables());
        if (!value.equals(process.variable(variable.text("name")))) {
          return false;
        }
        seen++;
      }
    }
    return seen > 0;
  }

  private static JupyterFlowException.Refused refused(
      KubeObject pod, List<KubeObject> containers, String why) {
    List<String> names = new ArrayList<>();
    for (KubeObject each : containers) {
      names.add(each.text("name"));
    }
    return new JupyterFlowException.Refused(
        "The pod " + pod.name() + " has the containers " + String.join(", ", names) + ". " + why,
        Remedy.of(
            "name the notebook's: export "
                + NAMED_BY
                + "="
                + (names.isEmpty() ? "NAME" : names.getFirst())));
  }
}
