package io.jupyterflow.argo.doctor;

import io.jupyterflow.argo.api.ArgoContainers;
import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.kubernetes.capture.Capture;
import io.jupyterflow.kubernetes.capture.NotebookProcess;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.doctor.Access;
import io.jupyterflow.kubernetes.doctor.Checks;
import io.jupyterflow.kubernetes.doctor.JobPods;
import io.jupyterflow.kubernetes.doctor.Manifest;
import io.jupyterflow.kubernetes.doctor.Permission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Looks at what a run on a cluster needs that is reached from outside, by a kubeconfig file. There
/// is no pod to capture: settings and flags say the image.
public final class OutsideDoctor {

  private final NotebookProcess process;
  private final UnaryOperator<Environment> settings;
  private final Clock clock;
  private final Checks checks =
      new Checks(
          WorkflowReader.ENGINE,
          ArgoPermissions.OF_JOB,
          "you",
          "ask your administrator for the rights in deploy/base/user.yaml");

  /// @param settings puts the settings in force over an environment
  public OutsideDoctor(NotebookProcess process, UnaryOperator<Environment> settings, Clock clock) {
    this.process = process;
    this.settings = settings;
    this.clock = clock;
  }

  /// Looks at everything.
  ///
  /// @param api the file's current context
  /// @param cluster how the user knows it: the file
  /// @param current the namespace of that context
  public DoctorReport look(KubeApi api, String cluster, String current) {
    Manifest manifest = new Manifest(current);
    try {
      checks.server(api, "the cluster of " + cluster);
    } catch (KubeException.Answered e) {
      checks.add(
          "api server",
          Outcome.BAD,
          "the cluster of " + cluster + " doesn't accept your credentials: " + e.said(),
          "sign in again, as for kubectl");
      return checks.done(true, manifest);
    } catch (KubeException.Unanswered e) {
      checks.add(
          "api server",
          Outcome.BAD,
          "the cluster of " + cluster + " doesn't answer: " + e.getMessage(),
          "look whether kubectl version reaches it from here: it may take a VPN, or be gone");
      return checks.done(false, manifest);
    }
    Finding argo = new Controller(api, current, clock).installed();
    checks.add(argo);
    return ask(api, current, argo.outcome() != Outcome.BAD);
  }

  private DoctorReport ask(KubeApi api, String current, boolean hasArgo) {
    Environment outside = Capture.outside(process, current, ArgoContainers.ALL);
    PodEnvironment environment = (PodEnvironment) outside.engine();
    try {
      environment = (PodEnvironment) settings.apply(outside).engine();
      String image = environment.container().text("image");
      checks.add("image", Outcome.GOOD, "jobs get the image " + image, "");
    } catch (JupyterFlowException.Refused e) {
      checks.add(
          "image",
          Outcome.LACKING,
          "nothing says yet which image jobs run in",
          "add --image IMAGE to each run, or spec: {image: IMAGE} to ~/.jupyterflow.yaml");
    }
    String namespace = environment.namespace();
    String account = environment.serviceAccount();
    String job = account == null ? "default" : account;
    Manifest manifest = new Manifest(namespace);
    Access access = new Access(api, namespace);
    checks.rights(access, wanted(job, namespace.equals(current)));
    if (!namespace.equals(current)) {
      checks.noSchedules(current);
    }
    checks.jobAccount(api, access, namespace, job, false, manifest);
    if (!environment.container().text("image").isEmpty()) {
      checks.add(new JobPods(api, access, environment).look());
    }
    if (hasArgo) {
      checks.add(new Controller(api, namespace, clock).lives());
      ScheduleChecks.look(api, current, environment.user(), clock, checks);
    }
    return checks.done(true, manifest);
  }

  /// There is no pod of one's own to read, nor any of its claims.
  private static List<Permission> wanted(String job, boolean hasSchedules) {
    List<Permission> wanted = new ArrayList<>();
    for (Permission right : ArgoPermissions.OF_USER) {
      if (!right.isOfPod() && (hasSchedules || !right.isOfCron())) {
        wanted.add(right.forJobsOf(job));
      }
    }
    return wanted;
  }
}
