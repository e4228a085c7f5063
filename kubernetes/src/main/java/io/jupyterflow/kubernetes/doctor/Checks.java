package io.jupyterflow.kubernetes.doctor;

import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What was found so far, and what every look at a cluster asks it: what who runs flows may do
/// there, and whether the account of jobs is there.
public final class Checks {

  public static final String ADMIN = "ask your administrator: apply the manifest below";

  private static final String JOB_ACCOUNT = "job account";

  private final String engine;
  private final List<Permission> ofJobs;
  private final String who;
  private final String remedy;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> works = new LinkedHashSet<>();
  private final Set<String> lacks = new LinkedHashSet<>();

  /// @param engine whose runs it is about; a bad finding of its name makes all else pointless
  /// @param ofJobs what the account of jobs needs
  /// @param who runs flows, as in "… may": `the notebook`
  /// @param remedy where it may not
  public Checks(String engine, List<Permission> ofJobs, String who, String remedy) {
    this.engine = engine;
    this.ofJobs = List.copyOf(ofJobs);
    this.who = who;
    this.remedy = remedy;
  }

  public void add(String name, Outcome outcome, String message, String remedy) {
    findings.add(new Finding(name, outcome, message, remedy));
  }

  /// Adds one with what to do about it.
  public void add(String name, Outcome outcome, String message, Remedy remedy) {
    findings.add(new Finding(name, outcome, message, remedy));
  }

  public void add(Finding finding) {
    findings.add(finding);
  }

  /// Asks the API server for its version, which shows that it answers.
  ///
  /// @param server what answers then: `https://10.96.0.1:443`
  /// @throws KubeException where it doesn't, or takes nothing from who asks
  public void server(KubeApi api, String server) {
    String version = api.get("/version").text("gitVersion");
    String named = version.isEmpty() ? "" : ", Kubernetes " + version;
    add("api server", Outcome.GOOD, server + " answers" + named, "");
  }

  /// Notes what users can't do, for a reason that was found.
  public void lack(String feature) {
    lacks.add(feature);
  }

  /// Asks for each right.
  ///
  /// @return those that are missing
  public List<Permission> rights(Access access, List<Permission> wanted) {
    List<Permission> missing = new ArrayList<>();
    for (Permission right : wanted) {
      works.add(right.feature());
      switch (access.own(right)) {
        case YES -> add(right.text(), Outcome.GOOD, who + " may" + access.where(), "");
        case UNKNOWN ->
            add(
                right.text(),
                Outcome.UNKNOWN,
                "the API server doesn't say whether " + who + " may" + access.where(),
                "");
        case NO -> {
          missing.add(right);
          lacks.add(right.feature());
          add(
              right.text(),
              right.isNeeded() ? Outcome.BAD : Outcome.LACKING,
              who
                  + " may not"
                  + access.where()
                  + ", and without it there is no: "
                  + right.feature(),
              remedy);
        }
      }
    }
    return missing;
  }

  /// Notes that flows of another namespace can't run on a schedule.
  ///
  /// @param home where schedules are kept
  public void noSchedules(String home) {
    lacks.add(Permission.CRON);
    add(
        Permission.CRON,
        Outcome.LACKING,
        "schedules are kept in the namespace " + home + " only",
        Remedy.of("leave --namespace out when you add a schedule: ", ActionKind.ADD_SCHEDULE));
  }

  /// Looks for the account of jobs, and at what it may.
  ///
  /// @param isOwn whether jobs run under the account that asks
  public void jobAccount(
      KubeApi api, Access access, String namespace, String job, boolean isOwn, Manifest manifest) {
    if (isOwn) {
      add(JOB_ACCOUNT, Outcome.GOOD, "jobs run under the notebook's own, " + job, "");
    } else if (!hasAccount(api, namespace, job)) {
      manifest.jobAccount(job, ofJobs);
      return;
    }
    boolean isMissing = false;
    for (Permission right : ofJobs) {
      Access.Answer answer = isOwn ? access.own(right) : access.of(job, right);
      String name = "job: " + right.text();
      switch (answer) {
        case YES -> add(name, Outcome.GOOD, job + " may", "");
        case UNKNOWN -> add(name, Outcome.UNKNOWN, "what " + job + " may can't be seen", "");
        case NO -> {
          isMissing = true;
          add(name, Outcome.BAD, job + " may not, so nobody learns how a job ended", ADMIN);
        }
      }
    }
    if (isMissing) {
      manifest.jobRights(job, ofJobs);
    }
  }

  /// Whether the account of jobs is there, as far as can be seen.
  private boolean hasAccount(KubeApi api, String namespace, String job) {
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
              + " can't be seen: the role of "
              + who
              + " is not ours, or from before doctor asked",
          "");
    }
    return true;
  }

  /// What it comes to.
  public DoctorReport done(boolean isReachable, Manifest manifest) {
    boolean hasEngine = true;
    for (Finding finding : findings) {
      hasEngine &= !(finding.outcome() == Outcome.BAD && finding.name().equals(engine));
    }
    if (!hasEngine) {
      // rights to what isn't there are of no use
      lacks.addAll(works);
    }
    works.removeAll(lacks);
    if (!DoctorReport.isReady(findings, isReachable)) {
      works.remove("run");
      works.remove("runs with secret variables");
      lacks.add("run");
    }
    return new DoctorReport(
        engine, findings, List.copyOf(works), List.copyOf(lacks), isReachable, manifest.text());
  }
}
