package io.jupyterflow.core.engine;

import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SpellingSuggestion;
import io.jupyterflow.core.run.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The runs of all engines as one list, and the words users name them by: a whole id, a unique
/// prefix of one, or `@last`, each perhaps with `/job` after it.
public final class Runs {

  /// The newest run.
  public static final String LAST = "@last";

  private static final int CANDIDATES_SHOWN = 8;

  private final List<Engine> engines;

  public Runs(List<Engine> engines) {
    this.engines = List.copyOf(engines);
  }

  /// All runs that can be listed now.
  ///
  /// @param runs newest first
  /// @param problems one warning for each engine that can't be reached
  public record Listing(List<RunSummary> runs, List<Problem> problems) {
    public Listing {
      runs = List.copyOf(runs);
      problems = List.copyOf(problems);
    }
  }

  /// The runs of every engine, newest first.
  ///
  /// @throws JupyterFlowException.Unreachable where no engine can be reached
  public Listing list() {
    List<RunSummary> runs = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Engine engine : engines) {
      try {
        runs.addAll(engine.runs());
      } catch (JupyterFlowException.Unreachable | JupyterFlowException.Refused e) {
        if (engines.size() == 1) {
          throw e;
        }
        boolean passes = e instanceof JupyterFlowException.Unreachable;
        problems.add(
            Problem.warning(
                passes ? "engine-unreachable" : "engine-refused",
                null,
                "The runs of the engine " + engine.name() + " are not in this list: " + text(e),
                passes ? Remedy.of("Try again later; what runs there goes on.") : e.remedy()));
      }
    }
    if (engines.size() > 1) {
      runs.sort((a, b) -> b.createdAt().compareTo(a.createdAt()));
    }
    return new Listing(runs, problems);
  }

  /// Finds what a word names.
  ///
  /// @throws JupyterFlowException.NotFound where no run fits
  /// @throws JupyterFlowException.Usage where a shortened id fits more than one run
  public RunAddress find(String word) {
    int slash = word.indexOf('/');
    String id = slash < 0 ? word : word.substring(0, slash);
    String job = slash < 0 ? null : word.substring(slash + 1);
    if (job != null && job.isEmpty()) {
      throw new JupyterFlowException.Usage(
          "'" + word + "' names no " + (id.isEmpty() ? "run." : "job."),
          Remedy.of(
              id.isEmpty()
                  ? "write its id, or @last for the newest run"
                  : "write " + id + "/JOB, or " + id + " for the whole run"));
    }
    return id.equals(LAST) ? last(job) : withPrefix(id, job);
  }

  private RunAddress last(@Nullable String job) {
    RunAddress newest = null;
    Silence silence = new Silence();
    for (Engine engine : engines) {
      List<String> ids = silence.ids(engine);
      if (!ids.isEmpty()) {
        RunAddress candidate = new RunAddress(engine, ids.getFirst(), job);
        newest = newest == null || isNewer(candidate, newest) ? candidate : newest;
      }
    }
    if (newest == null) {
      silence.end();
      throw new JupyterFlowException.NotFound("There is no run yet.", startOne());
    }
    return newest;
  }

  private static boolean isNewer(RunAddress one, RunAddress other) {
    return createdAt(one).isAfter(createdAt(other));
  }

  /// When a run was made, also where its files can't be read.
  private static Instant createdAt(RunAddress address) {
    try {
      return address.engine().run(address.id()).createdAt();
    } catch (JupyterFlowException.Refused unreadable) {
      return address.engine().runs().stream()
          .filter(run -> run.id().equals(address.id()))
          .findFirst()
          .map(RunSummary::createdAt)
          .orElse(Instant.EPOCH);
    }
  }

  private RunAddress withPrefix(String prefix, @Nullable String job) {
    List<RunAddress> fitting = new ArrayList<>();
    List<String> all = new ArrayList<>();
    Silence silence = new Silence();
    for (Engine engine : engines) {
      for (String id : silence.ids(engine)) {
        if (id.equals(prefix)) {
          return new RunAddress(engine, id, job);
        }
        if (!prefix.isEmpty() && id.startsWith(prefix)) {
          fitting.add(new RunAddress(engine, id, job));
        }
        all.add(id);
      }
    }
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    if (fitting.isEmpty()) {
      silence.end();
      throw notFound(prefix, all);
    }
    throw new JupyterFlowException.Usage(
        "'"
            + prefix
            + "' is the beginning of "
            + fitting.size()
            + " runs: "
            + listed(fitting)
            + ".",
        Remedy.of("type more of it"));
  }

  /// Engines that did not say which runs they have: what the others have can be named all the same.
  private static final class Silence {

    private @Nullable JupyterFlowException first;

    List<String> ids(Engine engine) {
      try {
        return engine.ids();
      } catch (JupyterFlowException.Unreachable | JupyterFlowException.Refused e) {
        first = first == null ? e : first;
        return List.of();
      }
    }

    /// Where nothing was found, one of them may have it.
    void end() {
      if (first != null) {
        throw first;
      }
    }
  }

  private static JupyterFlowException.NotFound notFound(String word, List<String> all) {
    if (all.isEmpty()) {
      return new JupyterFlowException.NotFound(
          "There is no run '" + word + "'; there are no runs at all yet.", startOne());
    }
    List<String> known = new ArrayList<>(all);
    known.add(LAST);
    String nearest =
        SpellingSuggestion.to(word, known).map(n -> "did you mean " + n + "? ").orElse("");
    return new JupyterFlowException.NotFound(
        "There is no run '" + word + "'.",
        Remedy.of(nearest + (nearest.isEmpty() ? "list" : "List") + " the runs: ")
            .then(ActionKind.LIST_RUNS));
  }

  private static Remedy startOne() {
    return Remedy.of("start one: ", ActionKind.RUN, "prep.py >> train.py");
  }

  private static String listed(List<RunAddress> fitting) {
    List<String> shown = new ArrayList<>();
    for (RunAddress address : fitting.subList(0, Math.min(CANDIDATES_SHOWN, fitting.size()))) {
      shown.add(address.id());
    }
    return String.join(", ", shown) + (shown.size() < fitting.size() ? ", …" : "");
  }

  private static String text(JupyterFlowException e) {
    return String.valueOf(e.getMessage());
  }
}
