package io.jupyterflow.argo.doctor;

import io.jupyterflow.argo.api.ArgoContainers;
import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.SettingOverride;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.kubernetes.capture.Capture;
import io.jupyterflow.kubernetes.capture.NotebookProcess;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.capture.PodName;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.ServiceAccount;
import io.jupyterflow.kubernetes.doctor.Access;
import io.jupyterflow.kubernetes.doctor.Checks;
import io.jupyterflow.kubernetes.doctor.ConnectivityCheck;
import io.jupyterflow.kubernetes.doctor.JobPods;
import io.jupyterflow.kubernetes.doctor.Manifest;
import io.jupyterflow.kubernetes.doctor.Permission;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Looks at everything a run on the cluster needs, in the order a run would need it. What one thing
/// makes pointless is not looked at any more.
public final class Doctor {

  /// How long a call may take: long enough for a slow server, short enough to wait for.
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private final NotebookProcess process;
  private final Path tokenFolder;
  private final Function<ServiceAccount, KubeApi> connect;
  private final UnaryOperator<Environment> settings;
  private final Clock clock;
  private final Checks checks =
      new Checks(WorkflowReader.ENGINE, ArgoPermissions.OF_JOB, "the notebook", Checks.ADMIN);

  /// @param tokenFolder normally [ServiceAccount#FOLDER]
  /// @param connect makes a client that waits for at most [#PATIENCE]
  /// @param settings puts the settings in force over what is captured
  public Doctor(
      NotebookProcess process,
      Path tokenFolder,
      Function<ServiceAccount, KubeApi> connect,
      UnaryOperator<Environment> settings,
      Clock clock) {
    this.process = process;
    this.tokenFolder = tokenFolder;
    this.connect = connect;
    this.settings = settings;
    this.clock = clock;
  }

  /// Looks at everything.
  public DoctorReport look() {
    Optional<ServiceAccount> account = ServiceAccount.find(process.variables(), tokenFolder);
    if (account.isEmpty()) {
      return noToken();
    }
    ServiceAccount given = account.get();
    checks.add(
        "token", Outcome.GOOD, "the pod has a token for the namespace " + given.namespace(), "");
    Manifest manifest = new Manifest(given.namespace());
    try (KubeApi api = connect.apply(given)) {
      checks.server(api, given.server());
      return ask(api, given, manifest);
    } catch (KubeException.Answered e) {
      checks.add(
          "api server",
          Outcome.BAD,
          given.server() + " doesn't take the pod's token: " + e.said(),
          "restart the notebook server; if that doesn't help, ask your administrator");
      return checks.done(true, manifest);
    } catch (KubeException.Unanswered e) {
      checks.add(ConnectivityCheck.finding(e, given.server()));
      if (ConnectivityCheck.isBlocked(e)) {
        manifest.egress(host(given.server()));
      }
      return checks.done(false, manifest);
    }
  }

  private DoctorReport noToken() {
    boolean isPod = process.isInPod();
    if (Files.exists(tokenFolder.resolve("token"))) {
      checks.add(
          "token",
          Outcome.BAD,
          "you may not read the pod's token, " + tokenFolder.resolve("token"),
          "use a terminal of the notebook server; in one of another user (su, ssh), the pod's group"
              + " is missing");
      return checks.done(true, new Manifest(""));
    }
    checks.add(
        "token",
        Outcome.BAD,
        isPod
            ? "the pod has no token of a service account in " + tokenFolder
            : "this is no pod of a cluster: neither KUBERNETES_SERVICE_HOST nor the kubelet's files"
                + " are there",
        isPod
            ? Remedy.of(
                "ask your administrator to give notebooks a service account. Zero to JupyterHub:"
                    + " singleuser.serviceAccountName: jupyterflow-user. KubeSpawner:"
                    + " c.KubeSpawner.service_account = \"jupyterflow-user\". Then restart the"
                    + " server.")
            : Remedy.of(
                "check this in a notebook server, set KUBECONFIG to reach a cluster from here, or"
                    + " use this machine: ",
                ActionKind.USE_THIS_MACHINE));
    return checks.done(true, new Manifest(""));
  }

  private DoctorReport ask(KubeApi api, ServiceAccount account, Manifest manifest) {
    Controller controller = new Controller(api, account.namespace(), clock);
    Finding argo = controller.installed();
    checks.add(argo);
    Optional<PodEnvironment> captured = capture(api, account);
    String home = account.namespace();
    PodEnvironment meant = captured.orElseGet(() -> withoutPod(home));
    String namespace = meant.namespace();
    Access access = new Access(api, namespace);
    String own = own(api, account);
    String job = jobsAccount(meant, captured.isPresent(), own);
    boolean isHome = namespace.equals(home);
    boolean isOwn = isHome && job.equals(own);
    Manifest there = isHome ? manifest : new Manifest(namespace, home);
    List<Permission> wanted = wanted(job, isOwn);
    if (isHome) {
      there.rights(own, checks.rights(access, wanted));
    } else {
      rightsInBoth(api, home, wanted, own, there);
    }
    checks.jobAccount(api, access, namespace, job, isOwn, there);
    captured.ifPresent(this::volumes);
    if (captured.isPresent()) {
      checks.add(new JobPods(api, access, captured.get()).look());
    }
    if (argo.outcome() != Outcome.BAD) {
      checks.add(new Controller(api, namespace, clock).lives());
      ScheduleChecks.look(api, home, meant.user(), clock, checks);
    }
    return checks.done(true, there);
  }

  /// The notebook's own pod and what that mounts are read where it is, all else is done where the
  /// runs must be.
  private void rightsInBoth(
      KubeApi api, String home, List<Permission> wanted, String own, Manifest there) {
    List<Permission> ofPod = new ArrayList<>();
    List<Permission> ofRuns = new ArrayList<>();
    for (Permission right : wanted) {
      if (right.isOfPod()) {
        ofPod.add(right);
      } else if (!right.isOfCron()) {
        ofRuns.add(right);
      }
    }
    there.rightsAtNotebook(own, checks.rights(Access.amongOthers(api, home), ofPod));
    there.rights(own, checks.rights(Access.amongOthers(api, there.namespace()), ofRuns));
    checks.noSchedules(home);
  }

  /// What settings and flags say of where and under whom jobs run, where the pod can't be read.
  private PodEnvironment withoutPod(String home) {
    Environment outside = Capture.outside(process, home, ArgoContainers.ALL);
    SettingOverride image = new SettingOverride("image", "unknown", "");
    return (PodEnvironment)
        settings
            .apply(
                new Environment(
                    outside.workingDirectory(),
                    outside.variables(),
                    outside.resources(),
                    outside.engine().with(List.of(image))))
            .engine();
  }

  /// The account of jobs is looked for where it is not the notebook's own, which is there.
  private static List<Permission> wanted(String job, boolean isOwn) {
    List<Permission> wanted = new ArrayList<>();
    for (Permission right : ArgoPermissions.OF_USER) {
      if (right.name() == null || !isOwn) {
        wanted.add(right.forJobsOf(job));
      }
    }
    return wanted;
  }

  private Optional<PodEnvironment> capture(KubeApi api, ServiceAccount account) {
    try {
      Environment found =
          settings.apply(new Capture(api, account, process, ArgoContainers.ALL).environment());
      PodEnvironment environment = (PodEnvironment) found.engine();
      checks.add(
          "pod", Outcome.GOOD, "jobs get the image " + environment.container().text("image"), "");
      directories(environment.items(found));
      return Optional.of(environment);
    } catch (JupyterFlowException.Refused e) {
      checks.add("pod", Outcome.BAD, String.valueOf(e.getMessage()), e.remedy());
    } catch (KubeException.Answered e) {
      checks.add(
          "pod", Outcome.BAD, "the notebook's own pod can't be read: " + e.said(), Checks.ADMIN);
    }
    return Optional.empty();
  }

  private void directories(List<CapturedItem> items) {
    for (CapturedItem item : items) {
      if (item.kind().equals("directory") && item.fate() != Fate.CARRIED) {
        checks.add(
            item.name(),
            Outcome.LACKING,
            "jobs don't have what is in " + item.value() + ": " + item.reason(),
            "put what jobs need on a volume that they have, or into the image");
      }
    }
  }

  /// Under whom jobs run. If the notebook's pod can't be read, as it would be if it could: what is
  /// missing is printed in one go.
  private String jobsAccount(PodEnvironment meant, boolean isCaptured, String own) {
    String job = meant.serviceAccount();
    if (!isCaptured
        && Capture.JOB_ACCOUNT.equals(job)
        && process.variables().containsKey("NB_PREFIX")) {
      return own;
    }
    return job == null ? "default" : job;
  }

  private void volumes(PodEnvironment environment) {
    for (CapturedItem item : environment.items()) {
      if (item.kind().equals("volume")
          && item.fate() != Fate.LEFT_OUT
          && item.value().startsWith("claim ")) {
        boolean isMissing = item.fate() == Fate.MISSING;
        checks.add(
            "volume " + item.name(),
            isMissing ? Outcome.BAD : Outcome.GOOD,
            item.value() + ": " + item.reason(),
            isMissing
                ? "ask your administrator to restore the claim, then restart the notebook server"
                : "");
      }
    }
    if (environment.home() == null) {
      checks.lack("logs and results after a run's pods are gone");
      checks.add(
          "home",
          Outcome.LACKING,
          "HOME is on no volume that lasts, so a run's record goes with its pods",
          "set HOME to a folder on a volume, or ask your administrator for one");
    } else {
      checks.add("home", Outcome.GOOD, "a run's record is kept in " + environment.home(), "");
    }
  }

  /// The notebook's service account, to bind roles to.
  private String own(KubeApi api, ServiceAccount account) {
    try {
      KubeObject review =
          KubeObject.EMPTY
              .with("apiVersion", "authentication.k8s.io/v1")
              .with("kind", "SelfSubjectReview");
      String user =
          api.create("/apis/authentication.k8s.io/v1/selfsubjectreviews", review)
              .text("status", "userInfo", "username");
      if (user.startsWith("system:serviceaccount:")) {
        return user.substring(user.lastIndexOf(':') + 1);
      }
    } catch (KubeException unknown) {
      return PodName.accountOf(account);
    }
    return PodName.accountOf(account);
  }

  private static String host(String server) {
    String rest = server.substring(server.indexOf("://") + 3);
    String host = rest.substring(0, rest.lastIndexOf(':'));
    try {
      return host.startsWith("[")
          ? host.substring(1, host.length() - 1)
          : InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      return host;
    }
  }
}
