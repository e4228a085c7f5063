package io.jupyterflow.core.diagnosis;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.quantity.TimeSpan;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobEndText;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The cause of each job's state by itself, whatever happened to the jobs above it.
final class JobCauses {

  private static final int NAMED = 3;

  private static final Duration WORTH_A_WORD = Duration.ofSeconds(10);

  private final RunSnapshot run;
  private final Map<String, Job> jobs;
  private final Map<String, JobSnapshot> states;
  private final WorkFolder folder;
  private final OutputEvidence evidence;
  private final Function<String, Optional<Cause>> known;

  JobCauses(
      RunSnapshot run,
      Map<String, Job> jobs,
      Map<String, JobSnapshot> states,
      WorkFolder folder,
      OutputEvidence evidence,
      Function<String, Optional<Cause>> known) {
    this.run = run;
    this.jobs = jobs;
    this.states = states;
    this.folder = folder;
    this.evidence = evidence;
    this.known = known;
  }

  Cause of(String name) {
    Job job = jobs.get(name);
    JobSnapshot state = states.get(name);
    if (job == null || state == null) {
      throw new IllegalArgumentException("no job " + name);
    }
    Optional<Cause> told = known.apply(name);
    if (told.isPresent()) {
      return told.get();
    }
    return switch (state.state()) {
      case WAITING -> Cause.of("waits for " + waitsFor(job), "");
      case QUEUED ->
          Cause.of(
              "is ready and waits for room: "
                  + count(JobState.RUNNING)
                  + " jobs run at the moment"
                  + said(state),
              Remedy.of("More at once: ", ActionKind.RUN_MORE_AT_ONCE));
      case RUNNING -> output(job).cause("is running" + waited(state) + said(state), "");
      case SUCCEEDED -> Cause.of("succeeded", "");
      case REUSED -> Cause.of("was not run again: its result was taken over" + said(state), "");
      case SKIPPED -> Cause.of("was skipped" + said(state), "");
      case STOPPED ->
          Cause.of(
              "was stopped" + said(state), Remedy.of("Run it again: ", ActionKind.RERUN, run.id()));
      case LOST ->
          Cause.of(
              "is lost: it ran, and nobody can know how it ended, because its machine or its"
                  + " launcher went away"
                  + said(state),
              Remedy.of("Run it again: ", ActionKind.RERUN_FAILED, run.id())
                  .then(". To have that done by itself: retries with on: [lost]."));
      case FAILED -> failed(job, state);
    };
  }

  /// What the jobs that are not finished wait for; shown where nothing failed.
  List<String> pending() {
    List<String> lines = new ArrayList<>();
    for (JobSnapshot job : run.jobs()) {
      if (!job.state().isTerminal() && lines.size() < NAMED) {
        lines.add(job.name() + " " + of(job.name()).what());
      }
    }
    return lines;
  }

  /// Jobs that may start and can't, as the engine knows: asked once for all that say the same of
  /// themselves, because asking is dear.
  List<CauseGroup> stuck() {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    for (JobSnapshot job : run.jobs()) {
      if (job.state() == JobState.QUEUED) {
        alike.computeIfAbsent(job.message(), message -> new ArrayList<>()).add(job.name());
      }
    }
    List<CauseGroup> groups = new ArrayList<>();
    for (List<String> names : alike.values()) {
      known.apply(names.getFirst()).ifPresent(cause -> groups.add(new CauseGroup(names, cause)));
    }
    return groups;
  }

  private Cause failed(Job job, JobSnapshot state) {
    Optional<Attempt> last = state.lastAttempt();
    int exitCode = state.exitCode().orElse(0);
    RetryCause why = last.map(Attempt::cause).orElse(null);
    if (why == RetryCause.TIMEOUT) {
      return output(job)
          .cause(
              JobEndText.timedOut(job.timeout()) + waited(state),
              "Give it more time with --timeout, or less to do.");
    }
    if (why == RetryCause.OOM) {
      return output(job)
          .cause(
              message(last, "ran out of memory and was killed"),
              "Ask for more with --memory, or let it grow: retries with on: [oom] and memory: x2.");
    }
    if (why == RetryCause.PREEMPTED) {
      return Cause.of(
          "had its place taken away",
          Remedy.of("Run it again: ", ActionKind.RERUN_FAILED, run.id()));
    }
    OutputTail output = output(job);
    Optional<Cause> signal = SignalName.explain(exitCode);
    Optional<Cause> told =
        signal.isEmpty() || job.command() instanceof Command.Notebook
            ? output.explain(exitCode)
            : Optional.empty();
    if (told.isPresent()) {
      return told.get();
    }
    if (signal.isPresent()) {
      return signal(signal.get(), output);
    }
    return plain(job.name(), exitCode, state, output);
  }

  /// A signal is the end, whatever was printed before it.
  private static Cause signal(Cause signal, OutputTail output) {
    NativeCrash crash = NativeCrash.in(output.lines());
    String said = crash.said().isEmpty() ? "" : ": " + crash.said();
    return output.cause(signal.what() + crash.where() + said + output.earlier(), signal.fix());
  }

  private OutputTail output(Job job) {
    return OutputTail.of(job, evidence.of(job.name()), folder);
  }

  private static String message(Optional<Attempt> last, String otherwise) {
    return last.map(Attempt::message).filter(said -> !said.isEmpty()).orElse(otherwise);
  }

  private Cause plain(String job, int exitCode, JobSnapshot state, OutputTail output) {
    if (exitCode == 127) {
      return output.cause("failed: its program was not found", folder.packages().program(""));
    }
    if (exitCode == 126) {
      return output.cause(
          "failed: its program can't be executed",
          read("See what it printed: ", job)
              .then(". A script needs chmod +x and a first line like #!/usr/bin/env python3."));
    }
    String message = state.lastAttempt().map(Attempt::message).orElse("");
    String known = state.message().isEmpty() ? message : state.message();
    String what =
        "failed"
            + (exitCode == 0 ? "" : " with exit code " + exitCode)
            + (known.isEmpty() || known.equals("exit code " + exitCode) ? "" : ": " + known);
    if (!output.unread().isEmpty()) {
      return output.cause(
          what,
          output.readable().isEmpty()
              ? Remedy.none()
              : Remedy.of("To read its output: ").then(output.readable()));
    }
    if (state.startedAt().isEmpty()) {
      return output.cause(
          what,
          Remedy.of(
              "It never began, so its command is not to blame. Check what runs need: ",
              ActionKind.RUN_DOCTOR));
    }
    if (output.lines().isEmpty()) {
      return output.cause(what, "The job printed nothing. Run its command by hand to see more.");
    }
    String earlier = output.earlier();
    return earlier.isEmpty()
        ? output.cause(
            what,
            read("JupyterFlow does not know why. The last lines may say; the whole output: ", job))
        : output.cause(
            what + "; its last line: " + output.last() + earlier,
            read("The last line mostly says why. The whole output: ", job));
  }

  private Remedy read(String words, String job) {
    return Remedy.of(words, ActionKind.READ_LOGS, run.id(), job);
  }

  private String waitsFor(Job job) {
    List<String> open = new ArrayList<>();
    int more = 0;
    for (String need : job.needs()) {
      JobSnapshot state = states.get(need);
      if (state != null && !state.state().isTerminal()) {
        if (open.size() < NAMED) {
          open.add(need + " (" + state.state().text() + ")");
        } else {
          more++;
        }
      }
    }
    return open.isEmpty()
        ? "its turn"
        : String.join(", ", open) + (more > 0 ? " and " + more + " more" : "");
  }

  /// How long its last attempt waited before it began, where that is worth a word.
  private static String waited(JobSnapshot state) {
    Duration waited = state.lastAttempt().flatMap(Attempt::waited).orElse(Duration.ZERO);
    return waited.compareTo(WORTH_A_WORD) < 0
        ? ""
        : "; before it began, it waited " + TimeSpan.spoken(waited);
  }

  private long count(JobState wanted) {
    return run.jobs().stream().filter(j -> j.state() == wanted).count();
  }

  private static String said(JobSnapshot state) {
    return state.message().isEmpty() ? "" : ": " + state.message();
  }
}
