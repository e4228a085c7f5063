package io.jupyterflow.kubernetes.cause;

import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What to do about a job that no machine takes for the GPUs, or similar, that it asks for. A
/// scheduler tells machines whose GPUs are in use, that have none, and that are kept for others
/// almost alike. Pure.
final class DeviceRoom {

  /// Devices have the name of their maker in theirs; cores, memory and disk have none.
  private static final Pattern DEVICE = Pattern.compile("Insufficient ([\\w.-]+/[\\w.-]*\\w)");

  /// Schedulers before 1.34 name it.
  private static final Pattern TAINT =
      Pattern.compile("untolerated taint \\{([^:}]+): ?([^}]*)\\}");

  private static final String PROFILE =
      "Start the notebook with the profile (server option) that is for GPUs: jobs take over what it"
          + " tolerates and selects";

  /// What to do where no machine has such a device.
  static final String NONE =
      "Where the cluster adds machines by itself, one may come; else ask the administrator, or run"
          + " it without --gpu.";

  private DeviceRoom() {}

  /// The kind of device that machines lack; nothing where they lack none.
  ///
  /// @param said why no machine takes the job, in the scheduler's words
  static Optional<String> kind(String said) {
    Matcher device = DEVICE.matcher(said);
    return device.find() ? Optional.of(device.group(1)) : Optional.empty();
  }

  /// What to do.
  ///
  /// @param kind of device
  /// @param pod the job's
  /// @param room what the machines have, or null where that is not known
  static String fix(String kind, String said, KubeObject pod, @Nullable NodeCapacity room) {
    if (PodMessages.isBound(said)) {
      return "Its volume binds it to the notebook's machine, which has no free "
          + kind
          + ": start the notebook on a machine that has, or ask the administrator for a volume that"
          + " several machines can mount (ReadWriteMany).";
    }
    Set<String> kept = new LinkedHashSet<>();
    Matcher named = TAINT.matcher(said);
    while (named.find()) {
      kept.add(named.group(1) + (named.group(2).isEmpty() ? "" : "=" + named.group(2)));
    }
    if (room != null) {
      if (room.machines(kind).isEmpty()) {
        return "No machine of the cluster has one (" + kind + ") today. " + NONE;
      }
      kept = Taints.keeping(room.machines(kind), pod.object("spec").objects("tolerations"));
    }
    if (!kept.isEmpty()) {
      return kept(kind, kept);
    }
    if (room != null) {
      return "Wait until a GPU is free, or ask for fewer with --gpu.";
    }
    if (said.contains("untolerated taint")) {
      return "Machines with GPUs are mostly kept by a taint, and so are some here. "
          + PROFILE
          + ". If there is none, the administrator knows the taint; if it has the name of the"
          + " device: "
          + toleration(kind);
    }
    return "Wait until a GPU is free, where machines that this notebook's jobs may use have any. "
        + PROFILE
        + "; whether there are such machines, the administrator knows.";
  }

  /// What to do about machines that are kept for others.
  static String kept(String kind, Collection<String> taints) {
    boolean one = taints.size() == 1;
    String key = taints.iterator().next();
    int equals = key.indexOf('=');
    return "The machines with "
        + kind
        + " are kept by the "
        + (one ? "taint " : "taints ")
        + String.join(", ", taints)
        + ", which this notebook's jobs don't tolerate. "
        + PROFILE
        + ". If there is none: "
        + toleration(equals < 0 ? key : key.substring(0, equals));
  }

  private static String toleration(String key) {
    return "~/.jupyterflow.yaml can give it: spec: {tolerations: [{key: "
        + key
        + ", operator: Exists}]}";
  }

  /// Those of some machines that have a kind of device.
  static List<KubeObject> having(List<KubeObject> machines, String kind) {
    return machines.stream()
        .filter(machine -> NodeCapacity.count(machine.text("status", "allocatable", kind)) > 0)
        .toList();
  }
}
