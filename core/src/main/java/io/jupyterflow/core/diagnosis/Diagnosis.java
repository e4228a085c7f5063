package io.jupyterflow.core.diagnosis;

import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SpellingSuggestion;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Explains the state of a run and its jobs from a snapshot and the end of their output. Engines
/// bring both; what they know beyond that is in the snapshot's messages, and where it has a cause
/// and a remedy of its own, in what they say of a job.
public final class Diagnosis {

  private final RunSnapshot run;
  private final Map<String, JobSnapshot> states = new LinkedHashMap<>();
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final JobCauses causes;

  /// @param directory the working directory of the run, or null where it is not known
  /// @param tail the last lines (some 200) of the last attempt's output, by job name
  public Diagnosis(
      RunSnapshot run, @Nullable String directory, Function<String, List<String>> tail) {
    this(run, directory, new OutputEvidence(tail), job -> Optional.empty());
  }

  /// @param evidence reads the last lines, in the same way
  /// @param known what the engine knows better than snapshot and output tell, by job name
  public Diagnosis(
      RunSnapshot run,
      @Nullable String directory,
      OutputEvidence evidence,
      Function<String, Optional<Cause>> known) {
    this(run, directory, Packages.HERE, evidence, known);
  }

  /// @param packages how they get to where the jobs run
  public Diagnosis(
      RunSnapshot run,
      @Nullable String directory,
      Packages packages,
      OutputEvidence evidence,
      Function<String, Optional<Cause>> known) {
    this.run = run;
    for (JobSnapshot job : run.jobs()) {
      states.put(job.name(), job);
    }
    for (Job job : run.plan().jobs()) {
      jobs.put(job.name(), job);
    }
    this.causes =
        new JobCauses(run, jobs, states, WorkFolder.of(directory, packages), evidence, known);
  }

  /// Why one job is in its state.
  ///
  /// @throws JupyterFlowException.NotFound where the run has no such job
  public Explanation job(String name) {
    Job job = jobs.get(name);
    JobSnapshot state = states.get(name);
    if (job == null || state == null) {
      throw new JupyterFlowException.NotFound(
          "There is no job '" + name + "' in " + run.id() + ".",
          Remedy.of(
              SpellingSuggestion.to(name, jobs.keySet())
                  .map(n -> "did you mean " + n + "?")
                  .orElse("")));
    }
    String subject = run.id() + "/" + name;
    if (state.state() == JobState.SKIPPED) {
      List<String> roots = roots(job);
      if (!roots.isEmpty()) {
        Explanation root = grouped(subject, CauseGroup.of(roots, causes));
        return new Explanation(
            subject,
            name + " was skipped because what it needs did not succeed:\n" + root.cause(),
            root.fix(),
            root.evidence());
      }
    }
    Cause cause = causes.of(name);
    String unread = cause.unread().isEmpty() ? "" : "\n" + cause.unread();
    return new Explanation(
        subject, name + " " + cause.what() + unread, cause.fix(), cause.evidence());
  }

  /// Why the run is in its state: what failed by itself, else what can't begin; jobs of one cause
  /// are taken together.
  public Explanation run() {
    List<String> roots = new ArrayList<>();
    for (JobSnapshot job : run.jobs()) {
      if (isRoot(job.state())) {
        roots.add(job.name());
      }
    }
    if (!roots.isEmpty()) {
      return grouped(run.id(), CauseGroup.of(roots, causes));
    }
    List<CauseGroup> stuck = causes.stuck();
    if (!stuck.isEmpty()) {
      return grouped(run.id(), stuck);
    }
    String state =
        switch (run.state()) {
          case SUCCEEDED, FAILED -> "The run " + run.state().text();
          case STOPPED -> "The run was stopped";
          case PENDING, RUNNING, UNKNOWN -> "The run is " + run.state().text();
        };
    return new Explanation(
        run.id(),
        run.message().isEmpty() ? state + "; no job failed." : state + ": " + run.message(),
        Remedy.none(),
        causes.pending());
  }

  /// The error that a job printed before the end of its output, as a line of its own behind what
  /// the engine itself says of its end; empty for none.
  public static String earlier(Job job, OutputEvidence.Tail tail) {
    return OutputTail.of(job, tail, WorkFolder.of(null)).earlier();
  }

  private static boolean isRoot(JobState state) {
    return state == JobState.FAILED || state == JobState.LOST || state == JobState.STOPPED;
  }

  /// The jobs above that failed by themselves.
  private List<String> roots(Job job) {
    Map<String, Boolean> seen = new LinkedHashMap<>();
    List<String> open = new ArrayList<>(job.needs());
    List<String> roots = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      String name = open.get(i);
      JobSnapshot state = states.get(name);
      Job above = jobs.get(name);
      if (state == null || above == null || seen.put(name, true) != null) {
        continue;
      }
      if (isRoot(state.state())) {
        roots.add(name);
      } else if (state.state() == JobState.SKIPPED) {
        open.addAll(above.needs());
      }
    }
    return roots;
  }

  /// One below the other.
  private static Remedy together(List<Remedy> fixes) {
    Remedy all = Remedy.none();
    for (Remedy fix : fixes) {
      all = all.isEmpty() ? fix : all.then("\n").then(fix);
    }
    return all;
  }

  private static Explanation grouped(String subject, List<CauseGroup> groups) {
    List<String> lines = new ArrayList<>();
    List<Remedy> fixes = new ArrayList<>();
    Set<String> unread = new LinkedHashSet<>();
    for (CauseGroup group : groups) {
      lines.add(group.text());
      unread.add(group.cause().unread());
      if (!group.cause().fix().isEmpty() && !fixes.contains(group.cause().fix())) {
        fixes.add(group.cause().fix());
      }
    }
    unread.remove("");
    lines.addAll(unread);
    return new Explanation(
        subject, String.join("\n", lines), together(fixes), groups.getFirst().cause().evidence());
  }
}
