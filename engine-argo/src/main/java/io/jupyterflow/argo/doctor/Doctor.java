package io.jupyterflow.argo.doctor;

import io.jupyterflow.argo.capture.ArgoEnvironment;
import io.jupyterflow.argo.capture.Capture;
import io.jupyterflow.argo.capture.NotebookProcess;
import io.jupyterflow.argo.capture.PodName;
import io.jupyterflow.argo.kube.KubeApi;
import io.jupyterflow.argo.kube.KubeException;
import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.argo.kube.ServiceAccount;
import io.jupyterflow.core.checkup.Checkup;
import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Looks at everything a run on the cluster needs, in the order a run would need it. What one thing
/// makes pointless is not looked at any more.
public final class Doctor {

  /// How long a call may take: long enough for a slow server, short enough to wait for.
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String ENGINE = "argo";
  private static final String JOB_ACCOUNT = "job account";
  private static final String ADMIN = "ask your administrator: apply the manifest below";

  private final NotebookProcess process;
  private final Path tokenFolder;
  private final Function<ServiceAccount, KubeApi> connect;
  private final UnaryOperator<Environment> settings;
  private final Clock clock;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> lacks = new LinkedHashSet<>();

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
  public Checkup look() {
    Optional<ServiceAccount> account = ServiceAccount.find(process.variables(), tokenFolder);
    if (account.isEmpty()) {
      return noToken();
    }
    ServiceAccount given = account.get();
    add("token", Outcome.GOOD, "the pod has a token for the namespace " + given.namespace(), "");
    Manifest manifest = new Manifest(given.namespace());
    try (KubeApi api = connect.apply(given)) {
      String version = api.get("/version").text("gitVersion");
      String named = version.isEmpty() ? "" : ", Kubernetes " + version;
      add("api server", Outcome.GOOD, given.server() + " answers" + named, "");
      return ask(api, given, manifest);
    } catch (KubeException.Answered e) {
      findings.add(
          new Finding(
              "api server",
              Outcome.BAD,
              given.server() + " doesn't take the pod's token: " + e.said(),
              "restart the notebook server; if that doesn't help, ask your administrator"));
      return done(false, true, manifest);
    } catch (KubeException.Unanswered e) {
      findings.add(Reach.finding(e, given.server()));
      if (Reach.isBlocked(e)) {
        manifest.egress(host(given.server()));
      }
      return done(false, false, manifest);
    }
  }

  private Checkup noToken() {
    boolean isPod = ServiceAccount.isPod(process.variables());
    add(
        "token",
        Outcome.BAD,
        isPod
            ? "the pod has no token of a service account in " + tokenFolder
            : "this is no pod of a cluster: KUBERNETES_SERVICE_HOST is not set",
        isPod
            ? "ask your administrator to give notebooks a service account. Zero to JupyterHub:"
                + " singleuser.serviceAccountName: jupyterflow-user. KubeSpawner:"
                + " c.KubeSpawner.service_account = \"jupyterflow-user\". Then restart the server."
            : "run jupyterflow doctor in a notebook server, or use --engine local");
    return done(false, true, new Manifest(""));
  }

  private Checkup ask(KubeApi api, ServiceAccount account, Manifest manifest) {
    Controller controller = new Controller(api, account.namespace(), clock);
    Finding argo = controller.installed();
    findings.add(argo);
    Optional<ArgoEnvironment> captured = capture(api, account);
    String namespace = captured.map(ArgoEnvironment::namespace).orElse(account.namespace());
    Access access = new Access(api, namespace);
    String own = own(api, account);
    String job = jobsAccount(captured, own);
    List<Right> missing = rights(access, job.equals(own) ? "" : job);
    Manifest there = namespace.equals(account.namespace()) ? manifest : new Manifest(namespace);
    there.rights(own, missing);
    jobAccount(api, access, namespace, job, own, there);
    captured.ifPresent(this::volumes);
    if (argo.outcome() != Outcome.BAD) {
      findings.add(new Controller(api, namespace, clock).lives());
    }
    return done(true, true, there);
  }

  private Optional<ArgoEnvironment> capture(KubeApi api, ServiceAccount account) {
    try {
      Environment found = settings.apply(new Capture(api, account, process).environment());
      ArgoEnvironment environment = (ArgoEnvironment) found.engine();
      add("pod", Outcome.GOOD, "jobs get the image " + environment.container().text("image"), "");
      return Optional.of(environment);
    } catch (JupyterFlowException.Refused e) {
      add("pod", Outcome.BAD, String.valueOf(e.getMessage()), "");
    } catch (KubeException.Answered e) {
      add("pod", Outcome.BAD, "the notebook's own pod can't be read: " + e.said(), ADMIN);
    }
    return Optional.empty();
  }

  /// @param job the account of jobs; empty where it is the notebook's own, which is there
  private List<Right> rights(Access access, String job) {
    List<Right> missing = new ArrayList<>();
    for (Right each : Right.OF_USER) {
      if (each.name() != null && job.isEmpty()) {
        continue;
      }
      Right right = each.forJobsOf(job);
      switch (access.own(right)) {
        case YES -> add(right.text(), Outcome.GOOD, "the notebook may", "");
        case UNKNOWN ->
            add(right.text(), Outcome.UNKNOWN, "the API server doesn't say whether it may", "");
        case NO -> {
          missing.add(right);
          lacks.add(right.feature());
          add(
              right.text(),
              right.isNeeded() ? Outcome.BAD : Outcome.LACKING,
              "the notebook may not, and without it there is no: " + right.feature(),
              ADMIN);
        }
      }
    }
    return missing;
  }

  /// Under whom jobs run. Where the notebook's pod can't be read, as it would be if it could: what
  /// is missing is printed in one go.
  private String jobsAccount(Optional<ArgoEnvironment> captured, String own) {
    if (captured.isEmpty()) {
      return process.variables().containsKey("NB_PREFIX") ? own : Capture.JOB_ACCOUNT;
    }
    String job = captured.get().serviceAccount();
    return job == null ? "default" : job;
  }

  private void jobAccount(
      KubeApi api, Access access, String namespace, String job, String own, Manifest manifest) {
    if (!hasAccount(api, namespace, job, own)) {
      manifest.jobAccount(job);
      return;
    }
    boolean isMissing = false;
    for (Right right : Right.OF_JOB) {
      Access.Answer answer = job.equals(own) ? access.own(right) : access.of(job, right);
      String name = "job: " + right.text();
      switch (answer) {
        case YES -> add(name, Outcome.GOOD, job + " may", "");
        case UNKNOWN ->
            add(name, Outcome.UNKNOWN, "what " + job + " may is not for this notebook to see", "");
        case NO -> {
          isMissing = true;
          add(name, Outcome.BAD, job + " may not, so Argo never learns how a job ended", ADMIN);
        }
      }
    }
    if (isMissing) {
      manifest.jobRights(job);
    }
  }

  /// Whether the account of jobs is there, as far as can be seen.
  private boolean hasAccount(KubeApi api, String namespace, String job, String own) {
    if (job.equals(own)) {
      add(JOB_ACCOUNT, Outcome.GOOD, "jobs run under the notebook's own, " + own, "");
      return true;
    }
    try {
      api.get("/api/v1/namespaces/" + namespace + "/serviceaccounts/" + job);
      add(JOB_ACCOUNT, Outcome.GOOD, "the service account " + job + " is there", "");
    } catch (KubeException.Answered e) {
      if (e.isNotFound()) {
        add(
            JOB_ACCOUNT,
            Outcome.BAD,
            "there is no service account " + job + ", so the cluster starts no job",
            ADMIN);
        return false;
      }
      add(
          JOB_ACCOUNT,
          Outcome.UNKNOWN,
          "whether there is a service account "
              + job
              + " can't be seen: the notebook's role is not ours, or from before doctor asked",
          "");
    }
    return true;
  }

  private void volumes(ArgoEnvironment environment) {
    for (CapturedItem item : environment.items()) {
      if (item.kind().equals("volume")
          && item.fate() != Fate.LEFT_OUT
          && item.value().startsWith("claim ")) {
        boolean isMissing = item.fate() == Fate.MISSING;
        add(
            "volume " + item.name(),
            isMissing ? Outcome.BAD : Outcome.GOOD,
            item.value() + ": " + item.reason(),
            isMissing
                ? "ask your administrator to restore the claim, then restart the notebook server"
                : "");
      }
    }
    if (environment.home() == null) {
      lacks.add("logs and results after a run's pods are gone");
      add(
          "home",
          Outcome.LACKING,
          "HOME is on no volume that lasts, so a run's record goes with its pods",
          "set HOME to a folder on a volume, or ask your administrator for one");
    } else {
      add("home", Outcome.GOOD, "a run's record is kept in " + environment.home(), "");
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

  private Checkup done(boolean isLooked, boolean isReachable, Manifest manifest) {
    boolean isReady = isReachable;
    for (Finding finding : findings) {
      isReady &= finding.outcome() != Outcome.BAD;
    }
    Set<String> works = new LinkedHashSet<>();
    if (isLooked) {
      for (Right right : Right.OF_USER) {
        works.add(right.feature());
      }
      works.removeAll(lacks);
    }
    if (!isReady) {
      works.remove("run");
      works.remove("runs with secret variables");
      lacks.add("run");
    }
    return new Checkup(
        ENGINE, findings, List.copyOf(works), List.copyOf(lacks), isReachable, manifest.text());
  }

  private static String host(String server) {
    String rest = server.substring(server.indexOf("://") + 3);
    String host = rest.substring(0, rest.lastIndexOf(':'));
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private void add(String name, Outcome outcome, String message, String remedy) {
    findings.add(new Finding(name, outcome, message, remedy));
  }
}
