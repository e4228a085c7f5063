package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.CopyRules;
import io.jupyterflow.kubernetes.pod.KubeletText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of the volumes travels: those the notebook's container has mounted, as it has them.
final class Volumes {

  private static final String KIND = "volume";
  private static final String TOKENS = "/var/run/secrets/kubernetes.io/serviceaccount";

  /// Kinds that hold what was put there only as long as the pod lives, or that nobody can write.
  private static final List<String> PASSING =
      List.of(
          "emptyDir",
          "ephemeral",
          "configMap",
          "secret",
          "projected",
          "downwardAPI",
          "image",
          "gitRepo");

  private final KubeObject pod;
  private final NotebookProcess process;
  private final Map<String, String> written;
  private final boolean isVaultFilled;
  private final Claims claims;
  private final CaptureReport found;
  private final List<Object> mounts = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final List<String> absentPaths = new ArrayList<>();
  private String home = "";
  private boolean homeLasts;

  /// @param isVaultFilled whether jobs have a vault's agent, too
  /// @param written the variables that folders of volumes are named by: [StartVariables#written]
  Volumes(
      KubeObject pod,
      NotebookProcess process,
      Map<String, String> written,
      boolean isVaultFilled,
      Claims claims,
      CaptureReport found) {
    this.pod = pod;
    this.process = process;
    this.written = written;
    this.isVaultFilled = isVaultFilled;
    this.claims = claims;
    this.found = found;
  }

  /// @param volumes of the pod
  /// @param mounts of the container
  /// @param absentPaths where the notebook has volumes that a job doesn't
  /// @param home the user's, or null where it isn't on a volume that lasts
  record Kept(
      List<Object> volumes, List<Object> mounts, List<String> absentPaths, @Nullable String home) {}

  /// @throws io.jupyterflow.core.problem.JupyterFlowException.Refused where a volume can't be had
  ///   by two pods
  Kept keep(KubeObject container) {
    for (KubeObject mount : container.objects("volumeMounts")) {
      mount(mount);
    }
    for (KubeObject device : container.objects("volumeDevices")) {
      found.leftOut(
          KIND,
          device.text("name"),
          "raw device at " + device.text("devicePath"),
          CaptureReport.POD,
          "raw devices are not shared");
    }
    List<Object> volumes = new ArrayList<>();
    for (KubeObject volume : pod.objects("spec", "volumes")) {
      String name = volume.text("name");
      if (names.contains(name)) {
        volumes.add(KubeReference.volume(volume, container.text("name")).tree());
      } else if (!isMounted(container, name)) {
        found.leftOut(
            KIND,
            name,
            text(volume),
            CaptureReport.POD,
            "the notebook's container doesn't mount it");
      }
    }
    String users = process.variable("HOME");
    return new Kept(volumes, mounts, absentPaths, homeLasts && !users.isEmpty() ? users : null);
  }

  private static boolean isMounted(KubeObject container, String name) {
    for (KubeObject mount : container.objects("volumeMounts")) {
      if (mount.text("name").equals(name)) {
        return true;
      }
    }
    return false;
  }

  private void mount(KubeObject mount) {
    String name = mount.text("name");
    String path = mount.text("mountPath");
    KubeObject volume = volume(name);
    String text = text(volume) + text(mount, path);
    Optional<String> never = never(name, path, volume);
    if (never.isPresent() && isVaultFilled && CopyRules.isOfVault(name)) {
      found.leftOut(
          KIND, name, text, CaptureReport.POD, "the vault's agent gives jobs one of their own");
      return;
    }
    if (never.isPresent()) {
      absentPaths.add(JobFiles.withoutSlash(path));
      found.leftOut(KIND, name, text, CaptureReport.POD, never.get());
      return;
    }
    names.add(name);
    noteHome(path, volume, mount.isTrue("readOnly"));
    String reason = reason(volume, mount);
    String expression = mount.text("subPathExpr");
    KubeObject kept = mount;
    if (!expression.isEmpty()) {
      // what it refers to may be among the variables that don't travel
      String part = KubeletText.expanded(expression, written);
      kept = mount.with("subPathExpr", null).with("subPath", part);
    }
    mounts.add(kept.tree());
    if (claims.isMissing(volume.text("persistentVolumeClaim", "claimName"))) {
      found.missing(KIND, name, text, CaptureReport.POD, reason);
    } else if (expression.isEmpty()) {
      found.carried(KIND, name, text, CaptureReport.POD, reason);
    } else {
      found.changed(
          KIND,
          name,
          text(volume) + text(kept, path),
          CaptureReport.POD,
          "the folder is fixed to what '"
              + expression
              + "' is here"
              + (reason.isEmpty() ? "" : "; ")
              + reason);
    }
  }

  private KubeObject volume(String name) {
    for (KubeObject volume : pod.objects("spec", "volumes")) {
      if (volume.text("name").equals(name)) {
        return volume;
      }
    }
    return KubeObject.EMPTY;
  }

  private static Optional<String> never(String name, String path, KubeObject volume) {
    if (volume.tree().isEmpty()) {
      return Optional.of("the pod's document has no volume of that name");
    }
    if (volume.has("persistentVolumeClaim")) {
      return Optional.empty();
    }
    Optional<String> known = CopyRules.volume(name);
    if (known.isPresent()) {
      return known;
    }
    if (JobFiles.withoutSlash(path).equals(TOKENS)) {
      return Optional.of("every pod has its own");
    }
    for (KubeObject source : volume.objects("projected", "sources")) {
      if (source.has("serviceAccountToken")) {
        return Optional.of("it is a token of the notebook's service account");
      }
    }
    return Optional.empty();
  }

  private String reason(KubeObject volume, KubeObject mount) {
    if (volume.has("persistentVolumeClaim")) {
      boolean isReadOnly =
          mount.isTrue("readOnly") || volume.isTrue("persistentVolumeClaim", "readOnly");
      return claims.ask(volume.text("persistentVolumeClaim", "claimName"), isReadOnly);
    }
    if (volume.has("emptyDir")) {
      return "each job starts with an empty one";
    }
    return volume.has("ephemeral") ? "each job gets a new one" : "";
  }

  /// The volume whose mount is the longest beginning of the home has it.
  private void noteHome(String mountPath, KubeObject volume, boolean isReadOnly) {
    String path = JobFiles.withoutSlash(mountPath);
    String users = process.variable("HOME");
    boolean isAbove =
        users.startsWith(path)
            && (users.length() == path.length() || users.charAt(path.length()) == '/');
    if (isAbove && path.length() > home.length()) {
      home = path;
      homeLasts = !isReadOnly;
      for (String kind : PASSING) {
        homeLasts &= !volume.has(kind);
      }
    }
  }

  private static String text(KubeObject mount, String path) {
    String part = mount.text("subPath");
    return (part.isEmpty() ? "" : ", folder " + part)
        + " at "
        + path
        + (mount.isTrue("readOnly") ? ", read-only" : "");
  }

  /// What a volume is, for people: `claim claim-alice`, `NFS nas:/data`.
  private static String text(KubeObject volume) {
    if (volume.has("persistentVolumeClaim")) {
      return "claim " + volume.text("persistentVolumeClaim", "claimName");
    }
    if (volume.has("nfs")) {
      return "NFS " + volume.text("nfs", "server") + ":" + volume.text("nfs", "path");
    }
    if (volume.has("hostPath")) {
      return "the node's " + volume.text("hostPath", "path");
    }
    if (volume.has("emptyDir")) {
      String medium = volume.text("emptyDir", "medium");
      return medium.isEmpty()
          ? "empty folder"
          : "empty folder in " + medium.toLowerCase(Locale.ROOT);
    }
    if (volume.has("configMap")) {
      return "ConfigMap " + volume.text("configMap", "name");
    }
    if (volume.has("secret")) {
      return "Secret " + volume.text("secret", "secretName");
    }
    if (volume.has("csi")) {
      return "CSI " + volume.text("csi", "driver");
    }
    for (String key : volume.tree().keySet()) {
      if (!key.equals("name")) {
        return key;
      }
    }
    return "nothing";
  }
}
