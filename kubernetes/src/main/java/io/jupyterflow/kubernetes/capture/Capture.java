package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.ServiceAccount;
import io.jupyterflow.kubernetes.pod.LabelValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the environment of this notebook: reads its pod and each of its claims, once, and decides
/// item by item what a job gets.
public final class Capture {

  /// The service account that `deploy/` makes for jobs: they run under it where nothing says
  /// another.
  public static final String JOB_ACCOUNT = "jupyterflow-job";

  private static final String USER_LABEL = "hub.jupyter.org/username";

  private final KubeApi api;
  private final ServiceAccount account;
  private final NotebookProcess process;
  private final HelperContainers helpers;
  private final ClusterCache remembered;

  /// One that asks for all of it.
  ///
  /// @param helpers the engine's own containers in a job's pod
  public Capture(
      KubeApi api, ServiceAccount account, NotebookProcess process, HelperContainers helpers) {
    this(api, account, process, helpers, ClusterCache.nothing());
  }

  /// @param helpers the engine's own containers in a job's pod
  /// @param remembered what need not be asked; what is asked is noted in it
  public Capture(
      KubeApi api,
      ServiceAccount account,
      NotebookProcess process,
      HelperContainers helpers,
      ClusterCache remembered) {
    this.api = api;
    this.account = account;
    this.process = process;
    this.helpers = helpers;
    this.remembered = remembered;
  }

  /// The environment.
  ///
  /// @throws KubeException where the pod can't be read
  /// @throws io.jupyterflow.core.problem.JupyterFlowException.Refused where the pod or its
  ///   container can't be told, or a volume can't be had by jobs
  public Environment environment() {
    PodName self = PodName.of(account, process);
    return of(self.pod(api), self.namespace());
  }

  /// An environment without a pod, for a machine outside a cluster: settings must name its image.
  ///
  /// @param namespace where runs are made
  /// @param helpers the engine's own containers in a job's pod
  public static Environment outside(
      NotebookProcess process, String namespace, HelperContainers helpers) {
    String user = process.variable("USER");
    PodEnvironment bare =
        new PodEnvironment(
            namespace,
            LabelValue.of(user.isEmpty() ? "unknown" : user),
            KubeObject.EMPTY,
            KubeObject.EMPTY,
            KubeObject.EMPTY,
            JOB_ACCOUNT,
            Map.of(),
            null,
            List.of(),
            null,
            null,
            helpers);
    return environment(process, bare);
  }

  private Environment of(KubeObject pod, String namespace) {
    CaptureReport found = new CaptureReport();
    KubeObject container = NotebookContainer.of(pod, process);
    KubeObject spec = pod.object("spec");
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    Map<String, @Nullable Object> keptPod = new LinkedHashMap<>();
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    image(pod, container, kept, keptPod, found);
    Claims claims =
        new Claims(api, namespace, spec.text("nodeName"), pod.text("metadata", "uid"), remembered);
    boolean isFirstOther = spec.isTrue("shareProcessNamespace") || spec.isTrue("hostPID");
    StartVariables start =
        new StartVariables(container, process, isFirstOther ? null : process.atStart());
    Metadata metadata = new Metadata(pod, container.text("name"));
    Volumes.Kept volumes =
        new Volumes(pod, process, start.written(), metadata.isVaultFilled(), claims, found)
            .keep(container);
    put(keptPod, "volumes", volumes.volumes());
    Variables.Kept variables =
        new Variables(container, process, start, volumes.absentPaths(), found).keep();
    put(kept, "env", variables.env());
    container.value("envFrom").ifPresent(from -> kept.put("envFrom", from));
    put(kept, "volumeMounts", volumes.mounts());
    resources(container, spec.object("resources"), kept, found);
    Placement placement = new Placement(spec, found);
    String claim = claims.binding();
    @Nullable NodeBinding binding = claim == null ? null : NodeBinding.of(pod, claim);
    placement.keep(keptPod, binding == null ? null : binding.node());
    placement.keepPatch(patch);
    Identity identity =
        new Identity(
            spec.object("securityContext"), container.object("securityContext"), process, found);
    put(keptPod, "securityContext", identity.keepPod());
    put(kept, "securityContext", identity.keepContainer());
    String jobAccount = account(pod, found);
    placement.leaveOut();
    placement.leaveOutBeside(container.text("name"));
    helpers.keep(pod, container, patch, found);
    put(keptPod, "podMetadata", metadata.carried());
    metadata.tell(found);
    leaveOutRest(container, found);
    return environment(
        process,
        new PodEnvironment(
            namespace,
            user(pod),
            new KubeObject(kept),
            new KubeObject(keptPod),
            new KubeObject(patch),
            jobAccount,
            variables.secrets(),
            volumes.home(),
            found.items(),
            binding,
            new NotebookFiles(made(container), volumes.absentPaths()),
            helpers));
  }

  /// Not known where `/dev` is that of the machine.
  private @Nullable Instant made(KubeObject container) {
    for (KubeObject mount : container.objects("volumeMounts")) {
      if (mount.text("mountPath").equals("/dev")) {
        return null;
      }
    }
    return process.made();
  }

  private static Environment environment(NotebookProcess process, PodEnvironment engine) {
    return new Environment(
        process.directory().toString(), process.variables(), Resources.UNSTATED, engine);
  }

  private static void image(
      KubeObject pod,
      KubeObject container,
      Map<String, @Nullable Object> kept,
      Map<String, @Nullable Object> keptPod,
      CaptureReport found) {
    String image = container.text("image");
    kept.put("image", image);
    String running = "";
    for (KubeObject status : pod.objects("status", "containerStatuses")) {
      if (status.text("name").equals(container.text("name"))) {
        running = status.text("imageID");
      }
    }
    found.carried(
        "image",
        "image",
        image,
        CaptureReport.POD,
        running.isEmpty() ? "" : "it is " + running + " here");
    String policy = container.text("imagePullPolicy");
    if (!policy.isEmpty()) {
      kept.put("imagePullPolicy", policy);
      found.carried("image", "imagePullPolicy", policy, CaptureReport.POD, "");
    }
    List<KubeObject> secrets = pod.objects("spec", "imagePullSecrets");
    for (KubeObject secret : secrets) {
      found.carried("image", "imagePullSecret", secret.text("name"), CaptureReport.POD, "");
    }
    if (!secrets.isEmpty()) {
      keptPod.put("imagePullSecrets", pod.value("spec", "imagePullSecrets").orElse(null));
    }
  }

  /// Requests and limits of the whole pod are a job's where its container states none: it is alone
  /// in its pod, except for what the engine has there.
  private static void resources(
      KubeObject container,
      KubeObject ofPod,
      Map<String, @Nullable Object> kept,
      CaptureReport found) {
    KubeObject resources = container.object("resources");
    for (String part : new String[] {"requests", "limits"}) {
      KubeObject amounts = resources.object(part);
      String which = part.equals("limits") ? " limit" : " request";
      for (String name : amounts.tree().keySet()) {
        found.carried(
            "resource", name + which, amounts.text(name), CaptureReport.POD, "each job's");
      }
      KubeObject whole = ofPod.object(part);
      Map<String, @Nullable Object> all = new LinkedHashMap<>(amounts.tree());
      for (String name : whole.tree().keySet()) {
        if (all.putIfAbsent(name, whole.tree().get(name)) == null) {
          String reason = "the whole pod's, and each job's container's";
          found.changed("resource", name + which, whole.text(name), CaptureReport.POD, reason);
        }
      }
      if (!all.isEmpty()) {
        resources = resources.with(part, all);
      }
    }
    put(kept, "resources", resources);
  }

  private static String account(KubeObject pod, CaptureReport found) {
    String own = pod.text("spec", "serviceAccountName");
    if (pod.has("metadata", "labels", NotebookContainer.KUBEFLOW) && !own.isEmpty()) {
      found.carried(
          "account", "serviceAccountName", own, CaptureReport.POD, "as Kubeflow's own runs do");
      return own;
    }
    found.changed(
        "account",
        "serviceAccountName",
        JOB_ACCOUNT,
        "built in",
        "the notebook's, " + (own.isEmpty() ? "default" : own) + ", may do more than jobs need");
    return JOB_ACCOUNT;
  }

  /// Whose runs these are: the hub's name of the user, else the notebook's, else the pod's.
  private static String user(KubeObject pod) {
    KubeObject labels = pod.object("metadata", "labels");
    String user = labels.text(USER_LABEL);
    if (user.isEmpty()) {
      user = labels.text(NotebookContainer.KUBEFLOW);
    }
    return LabelValue.of(user.isEmpty() ? pod.name() : user);
  }

  private static void leaveOutRest(KubeObject container, CaptureReport found) {
    for (String field :
        new String[] {
          "command",
          "args",
          "workingDir",
          "ports",
          "livenessProbe",
          "readinessProbe",
          "startupProbe",
          "lifecycle"
        }) {
      if (container.has(field)) {
        // a server's arguments may hold its token
        String value = field.equals("workingDir") ? container.text(field) : Secrets.REDACTED;
        found.leftOut("container", field, value, CaptureReport.POD, "it is the notebook server's");
      }
    }
  }

  private static void put(Map<String, @Nullable Object> into, String key, List<Object> values) {
    if (!values.isEmpty()) {
      into.put(key, values);
    }
  }

  private static void put(Map<String, @Nullable Object> into, String key, KubeObject value) {
    if (!value.tree().isEmpty()) {
      into.put(key, value.tree());
    }
  }
}
