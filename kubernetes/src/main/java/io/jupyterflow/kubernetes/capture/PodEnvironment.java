package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.SettingOverride;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a job's pod is made of: the notebook's pod, with what must not travel left out and settings
/// put over it. Variables and resources of the settings are in it already, in their places.
///
/// @param namespace where the run is made
/// @param user whose run it is, as a label's value: the hub's user name, else the pod's name
/// @param container fields of the job's container, as Kubernetes writes them: `image`,
///   `imagePullPolicy`, `env` (in the kubelet's syntax and in order; none of them refers to one of
///   the secrets), `envFrom`, `volumeMounts`, `resources`, `securityContext`; no command
/// @param pod fields of the job's pod that engines have a place for: `volumes`, `nodeSelector`,
///   `tolerations`, `affinity`, `schedulerName`, `dnsPolicy`, `dnsConfig`, `hostAliases`,
///   `imagePullSecrets`, `securityContext`, `podMetadata`
/// @param patch its other fields, such as `runtimeClassName` and `topologySpreadConstraints`, and
///   the engine's own containers: they are put over every job's pod
/// @param serviceAccount of the job's pod, or null for the namespace's default
/// @param secrets variables that travel in a Secret of the run, by name; never printed
/// @param home the user's home if it is on a volume the job has too, or null
/// @param items what was found, in the order of the pod
/// @param binding what binds jobs to the notebook's node, or null where nothing does
/// @param files what the notebook alone has, or null where it was not captured in a pod
/// @param helpers the engine's own containers in the job's pod
public record PodEnvironment(
    String namespace,
    String user,
    KubeObject container,
    KubeObject pod,
    KubeObject patch,
    @Nullable String serviceAccount,
    Map<String, String> secrets,
    @Nullable String home,
    List<CapturedItem> items,
    @Nullable NodeBinding binding,
    @Nullable NotebookFiles files,
    HelperContainers helpers)
    implements Environment.EngineEnvironment {

  /// What a job's container is called, whatever the notebook's is.
  public static final String JOB_CONTAINER = "main";

  public PodEnvironment {
    secrets = Map.copyOf(secrets);
    items = List.copyOf(items);
  }

  /// This for jobs that run on whichever node.
  public PodEnvironment unbound() {
    if (binding == null) {
      return this;
    }
    KubeObject affinity = binding.affinity();
    return new PodEnvironment(
        namespace,
        user,
        container,
        pod.with("affinity", affinity.tree().isEmpty() ? null : affinity),
        patch,
        serviceAccount,
        secrets,
        home,
        items,
        null,
        files,
        helpers);
  }

  /// This with settings over it.
  ///
  /// @throws io.jupyterflow.core.problem.JupyterFlowException.Refused where nothing names an image
  @Override
  public PodEnvironment with(List<SettingOverride> changes) {
    return Overrides.of(this, changes);
  }

  @Override
  public List<CapturedItem> items(Environment whole) {
    List<CapturedItem> all = new ArrayList<>();
    JobFiles seen = JobFiles.of(this);
    all.add(directory(whole.workingDirectory(), seen));
    if (seen != null) {
      for (PythonPlaces.Place place : PythonPlaces.of(whole.variables())) {
        JobFiles.Lack lack = seen.lack(place.file());
        if (lack != null && lack.isSure()) {
          all.add(
              new CapturedItem(
                  "directory",
                  place.variable(),
                  place.folder(),
                  Fate.LEFT_OUT,
                  "process",
                  lack.why()));
        }
      }
    }
    all.addAll(items);
    return all;
  }

  /// Whether jobs find there what the notebook has there.
  private CapturedItem directory(String path, @Nullable JobFiles seen) {
    boolean isShared = false;
    for (KubeObject mount : container.objects("volumeMounts")) {
      isShared |= JobFiles.isIn(path, JobFiles.withoutSlash(mount.text("mountPath")));
    }
    JobFiles.Lack lack = seen == null ? null : seen.lack(path);
    String reason =
        isShared
            ? "it is on a volume that jobs have, too"
            : "it is on no volume: jobs have of it only what the image has";
    return new CapturedItem(
        "directory",
        "directory",
        path,
        lack == null ? Fate.CARRIED : Fate.CHANGED,
        "process",
        lack == null ? reason : lack.why());
  }

  /// Names the secrets only.
  @Override
  public String toString() {
    return "PodEnvironment[" + namespace + ", " + user + ", secrets=" + secrets.keySet() + "]";
  }
}
