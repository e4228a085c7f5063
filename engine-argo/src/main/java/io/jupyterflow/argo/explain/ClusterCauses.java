package io.jupyterflow.argo.explain;

import io.jupyterflow.argo.follow.ControllerMessages;
import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.core.diagnosis.Cause;
import io.jupyterflow.core.diagnosis.Diagnosis;
import io.jupyterflow.core.diagnosis.OutputEvidence;
import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.ExitStatus;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.kubernetes.cause.LateBegin;
import io.jupyterflow.kubernetes.cause.MemoryLimit;
import io.jupyterflow.kubernetes.cause.NodeCapacity;
import io.jupyterflow.kubernetes.cause.PodCauses;
import io.jupyterflow.kubernetes.cause.PodMessages;
import io.jupyterflow.kubernetes.cause.Refusal;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the cluster knows of one run's jobs beyond their states. What it does not tell this user is
/// left out.
public final class ClusterCauses {

  private final KubeApi api;
  private final Workflows workflows;
  private final RunSnapshot run;
  private final Function<String, List<String>> pods;
  private final OutputEvidence evidence;
  private final Map<String, KubeObject> known = new HashMap<>();
  private @Nullable NodeCapacity room;
  private boolean asked;

  /// @param pods names of the pods of a job's attempts, oldest first
  /// @param evidence the end of a job's output
  public ClusterCauses(
      KubeApi api,
      Workflows workflows,
      RunSnapshot run,
      Function<String, List<String>> pods,
      OutputEvidence evidence) {
    this.api = api;
    this.workflows = workflows;
    this.run = run;
    this.pods = pods;
    this.evidence = evidence;
  }

  /// The cause of a job's state; nothing where the cluster has nothing to add.
  public Optional<Cause> of(String name) {
    JobSnapshot job = run.job(name).orElse(null);
    if (job == null) {
      return Optional.empty();
    }
    return switch (job.state()) {
      case FAILED -> failed(job);
      case LOST -> lost(name);
      case QUEUED -> waiting(job);
      case WAITING, RUNNING, SUCCEEDED, SKIPPED, STOPPED, REUSED -> Optional.empty();
    };
  }

  private Optional<Cause> failed(JobSnapshot job) {
    RetryCause why = job.lastAttempt().map(Attempt::cause).orElse(null);
    if (job.lastAttempt().filter(Attempt::neverBegan).isPresent() && why == RetryCause.TIMEOUT) {
      return Optional.of(tooLate(job));
    }
    Optional<Remedy> refusal = Refusal.fix(job.message());
    if (refusal.isPresent()) {
      return Optional.of(Cause.of("failed: " + job.message(), refusal.get()));
    }
    if (why == RetryCause.OOM) {
      return Optional.of(
          PodCauses.outOfMemory(
              pod(job.name()),
              MemoryLimit.of(api, workflows.namespace()),
              evidence.of(job.name())));
    }
    if (why == RetryCause.PREEMPTED) {
      return Optional.of(
          Cause.of(
              "failed: " + job.message(),
              Remedy.of("Run it again: ", ActionKind.RERUN_FAILED, run.id())
                  .then(". To have that done by itself: retries with on: [preempted].")));
    }
    if (job.message().endsWith(PodMessages.EVICTED)) {
      return Optional.of(
          Cause.of(
              "failed: " + job.message(),
              Remedy.of(
                  "Write less there, or to a volume with more room. List the volumes: ",
                  ActionKind.SHOW_ENVIRONMENT)));
    }
    if (job.message().endsWith(ControllerMessages.ARGOS_MEMORY)) {
      return Optional.of(
          Cause.of(
              "failed: " + job.message() + ". The job's own memory is not what lacks",
              Remedy.of("Run it again: ", ActionKind.RERUN_FAILED, run.id())
                  .then(
                      ". If it comes again, ask the administrator for more memory for the executor"
                          + " of Argo Workflows, or in the LimitRange of the namespace.")));
    }
    if (job.message().endsWith(PodMessages.NO_ACCOUNT)) {
      return Optional.of(
          Cause.of(
              "failed: " + job.message(),
              Remedy.of(
                      "Print what the administrator applies to restore it: ", ActionKind.RUN_DOCTOR)
                  .then(". Then: ")
                  .then(ActionKind.RERUN_FAILED, run.id())));
    }
    return job.message().isEmpty() && job.exitCode().orElse(0) == ExitStatus.KILLED
        ? Optional.of(killed(job.name()))
        : Optional.empty();
  }

  /// What a job was killed for that did not use up its memory.
  private Cause killed(String name) {
    OutputEvidence.Tail tail = evidence.of(name);
    for (Job job : run.plan().jobs()) {
      if (job.name().equals(name)) {
        return PodCauses.killed(tail, Diagnosis.earlier(job, tail));
      }
    }
    return PodCauses.killed(tail, "");
  }

  /// What was in the way of a job that did not begin within its timeout.
  private Cause tooLate(JobSnapshot job) {
    KubeObject pod = pod(job.name());
    return LateBegin.cause(
        job.message(),
        pod == null ? KubeObject.EMPTY : pod,
        pod == null ? List.of() : events(pod.name()));
  }

  private Optional<Cause> lost(String job) {
    List<String> names = pods(job);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(PodCauses.removed(events(names.getLast()), run.id()));
  }

  private Optional<Cause> waiting(JobSnapshot job) {
    KubeObject pod = pod(job.name());
    Optional<Cause> cause =
        pod == null ? Optional.empty() : PodCauses.waiting(pod, events(pod.name()), room());
    if (cause.isEmpty() && !job.message().isEmpty()) {
      return Optional.of(Cause.of("can't begin: " + job.message(), quota(job.message())));
    }
    return cause;
  }

  private static String quota(String message) {
    return message.contains(" quota ")
        ? "Wait until other jobs are done, ask for less, or ask the administrator for more."
        : "";
  }

  private @Nullable KubeObject pod(String job) {
    List<String> names = pods(job);
    if (names.isEmpty()) {
      return null;
    }
    if (known.isEmpty()) {
      try {
        workflows.podsOf(run.id()).forEach(pod -> known.put(pod.name(), pod));
      } catch (KubeException notTold) {
        return null;
      }
    }
    return known.get(names.getLast());
  }

  private List<String> pods(String job) {
    try {
      return pods.apply(job);
    } catch (JupyterFlowException.Unreachable notTold) {
      return List.of();
    }
  }

  private List<KubeObject> events(String pod) {
    try {
      return workflows.eventsOf(pod);
    } catch (KubeException notTold) {
      return List.of();
    }
  }

  private @Nullable NodeCapacity room() {
    if (!asked) {
      asked = true;
      room = NodeCapacity.ask(api).orElse(null);
    }
    return room;
  }

  /// Why a run lies untouched; nothing where it does not, or not for long enough to say.
  public static Optional<Explanation> untouched(RunSnapshot run, KubeObject workflow) {
    if (run.state() != RunState.PENDING || run.message().isEmpty()) {
      return Optional.empty();
    }
    if (hasOpenBraces(workflow.tree().get("spec"))) {
      return Optional.of(
          new Explanation(
              run.id(),
              "The run can't begin: a {{ in it has no end, and the controller of Argo Workflows"
                  + " stumbles over it without a word.",
              Remedy.of(
                  "Leave {{ out of the image, the variables and the settings of the notebook, then"
                      + " run it again."),
              List.of()));
    }
    return Optional.of(
        new Explanation(
            run.id(),
            "The run is accepted by the cluster, but nothing there works on it: the controller of"
                + " Argo Workflows does not run, or does not look at this namespace.",
            Remedy.of("See what is missing: ", ActionKind.RUN_DOCTOR)
                .then(". The run goes on by itself once the controller is there."),
            List.of()));
  }

  @SuppressWarnings("IfChainToSwitch")
  private static boolean hasOpenBraces(@Nullable Object value) {
    if (value instanceof String text) {
      int open = text.lastIndexOf("{{");
      return open >= 0 && text.indexOf("}}", open) < 0;
    }
    if (value instanceof Map<?, ?> map) {
      for (Object each : map.values()) {
        if (hasOpenBraces(each)) {
          return true;
        }
      }
    } else if (value instanceof List<?> list) {
      for (Object each : list) {
        if (hasOpenBraces(each)) {
          return true;
        }
      }
    }
    return false;
  }
}
