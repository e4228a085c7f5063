package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.flow.FlowPlanner;
import io.jupyterflow.core.flow.script.DiskFacts;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.IoReasons;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SourceLocation;
import io.jupyterflow.core.problem.SpellingSuggestion;
import io.jupyterflow.core.settings.Settings;
import io.jupyterflow.core.workflowfile.WorkflowFile;
import io.jupyterflow.core.workflowfile.WorkflowFilePlanner;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// Where `run` takes the flow from: `-c`, `-f`, or the workflow file of the working directory.
///
/// @param text of `-c`, or null
/// @param file of `-f`, as the user named it, or null
public record FlowSource(@Nullable String text, @Nullable String file) {

  private static final List<String> USUAL_FILES = List.of("workflow.yaml", "workflow.yml");
  private static final List<String> SCRIPTS = List.of(".py", ".ipynb", ".sh", ".r", ".jl");

  public static FlowSource of(ParseResult words, Session session) {
    return of(words, Flags.operands(words), session);
  }

  /// Of a command whose other words mean something else.
  public static FlowSource ofFlags(ParseResult words, Session session) {
    return of(words, List.of(), session);
  }

  private static FlowSource of(ParseResult words, List<String> stray, Session session) {
    Optional<String> text = Flags.value(words, "-c");
    Optional<String> file = Flags.value(words, "-f");
    refuseEatenRedirect(text, stray, session);
    if (text.isPresent() && file.isPresent()) {
      throw new JupyterFlowException.Usage(
          "-c and -f exclude each other: the flow is either text or a file.",
          Remedy.of("leave one out"));
    }
    if (!stray.isEmpty()) {
      throw strayWords(text, file, stray, session);
    }
    if (text.isPresent()) {
      return new FlowSource(text.get(), null);
    }
    file.ifPresent(FlowSource::refuseNoWorkflowFile);
    return new FlowSource(null, file.orElseGet(() -> usualFile(session)));
  }

  private static void refuseNoWorkflowFile(String file) {
    if (file.isEmpty()) {
      throw new JupyterFlowException.Usage(
          "-f takes the name of a workflow file, not ''.", Remedy.of("-f workflow.yaml"));
    }
    for (String ending : SCRIPTS) {
      if (file.toLowerCase(Locale.ROOT).endsWith(ending)) {
        throw new JupyterFlowException.Usage(
            "-f takes a workflow file, and " + file + " is a script.",
            Remedy.of("run it with -c: ", ActionKind.RUN, file));
      }
    }
  }

  private static String usualFile(Session session) {
    for (String name : USUAL_FILES) {
      if (Files.isRegularFile(session.surroundings().directory().resolve(name))) {
        return name;
      }
    }
    throw new JupyterFlowException.Usage(
        "There is nothing to run.",
        Remedy.of("give a flow: ", ActionKind.RUN, "prep.py >> train.py")
            .then(", or a file with -f, or make a workflow.yaml here"));
  }

  /// In `run -c prep.py >> train.py` the shell takes `>>` for itself: it would append the run's id
  /// to the script.
  private static void refuseEatenRedirect(
      Optional<String> text, List<String> stray, Session session) {
    Optional<String> target = session.surroundings().terminal().outputFile();
    if (text.isEmpty() || target.isEmpty()) {
      return;
    }
    String name = String.valueOf(Path.of(target.get()).getFileName());
    for (String ending : SCRIPTS) {
      if (name.toLowerCase(Locale.ROOT).endsWith(ending)) {
        throw new JupyterFlowException.Usage(
            "Your shell took '>> " + name + "' for a redirection, so nothing was run.",
            Remedy.of(
                "put the whole flow in quotes: ",
                ActionKind.RUN,
                text.get() + " >> " + joined(name, stray)));
      }
    }
  }

  private static JupyterFlowException.Usage strayWords(
      Optional<String> text, Optional<String> file, List<String> stray, Session session) {
    if (text.isPresent()) {
      return new JupyterFlowException.Usage(
          "-c takes one word, the whole flow, but more came: '"
              + String.join("' '", stray.subList(0, Math.min(5, stray.size())))
              + (stray.size() > 5 ? "' …" : "'")
              + ". Your shell split or expanded it.",
          Remedy.of("quote the whole flow: ", ActionKind.RUN, joined(text.get(), stray)));
    }
    if (file.isPresent()) {
      String whole = joined(file.get(), stray);
      return Files.isRegularFile(session.surroundings().directory().resolve(whole))
          ? new JupyterFlowException.Usage(
              "The name of the file has spaces in it.",
              Remedy.of("put it in quotes: jupyterflow run -f \"" + whole + "\""))
          : new JupyterFlowException.Usage(
              "-f takes one file, the whole flow, but more came: '"
                  + String.join("' '", stray)
                  + "'.");
    }
    String only = stray.getFirst();
    if (stray.size() == 1 && (only.endsWith(".yaml") || only.endsWith(".yml"))) {
      return new JupyterFlowException.Usage(
          "'" + only + "' is a file, and files are named with -f.",
          Remedy.of("jupyterflow run -f " + only));
    }
    String flow = String.join(" ", stray);
    return new JupyterFlowException.Usage(
        "A flow is given with -c, in quotes.", Remedy.of(ActionKind.RUN, flow));
  }

  private static String joined(String first, List<String> rest) {
    return rest.isEmpty() ? first : first + " " + String.join(" ", rest);
  }

  /// The directory jobs run in: that of the file, as in the original.
  Path directory(Session session) {
    Path here = session.surroundings().directory();
    if (file == null) {
      return here;
    }
    Path parent = here.resolve(file).normalize().getParent();
    return parent == null ? here : parent;
  }

  /// What its jobs run in: what an engine finds here, under the settings in force.
  public Environment environment(Engine engine, Settings settings, Session session) {
    Environment captured = engine.capture();
    return settings.appliedTo(
        new Environment(
            directory(session).toString(),
            captured.variables(),
            captured.resources(),
            captured.engine()));
  }

  /// A flow, and when it is to run.
  ///
  /// @param schedule as cron writes it, or null where the flow doesn't say
  /// @param place where it says so, or null
  public record Flow(
      PlanResult planned, @Nullable String schedule, @Nullable SourceLocation place) {}

  /// Plans it.
  ///
  /// @param environment the jobs', with [#directory] as its working directory
  public Flow flow(Session session, Environment environment, PlanOptions options) {
    DiskFacts facts = new DiskFacts(environment.variables(), directory(session));
    if (text != null) {
      return new Flow(FlowPlanner.plan(text, facts, options), null, null);
    }
    WorkflowFile planned =
        WorkflowFilePlanner.plan(name(), content(session, name()), facts, options);
    WorkflowFile.Schedule schedule = planned.schedule();
    return schedule == null
        ? new Flow(planned.planned(), null, null)
        : new Flow(planned.planned(), schedule.text(), schedule.place());
  }

  private String name() {
    return file == null ? USUAL_FILES.getFirst() : file;
  }

  /// What the user is told whose schedule can't be kept.
  public PlanResult unscheduled(Flow flow) {
    if (flow.schedule() == null || flow.planned().plan() == null) {
      return flow.planned();
    }
    List<Problem> problems = new ArrayList<>(flow.planned().problems());
    problems.add(
        Problem.warning(
            "schedule-not-registered",
            flow.place(),
            "the schedule '"
                + flow.schedule()
                + "' is not registered: this engine can't run flows by the clock",
            "the flow runs once, now; to repeat it, put `jupyterflow run -d -f "
                + name()
                + "` in your crontab"));
    return new PlanResult(flow.planned().plan(), problems);
  }

  private static byte[] content(Session session, String name) {
    Path path = session.surroundings().directory().resolve(name);
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new JupyterFlowException.NotFound(
          "There is no file '" + name + "' in " + session.surroundings().directory() + ".",
          Remedy.of(near(path).map(n -> "did you mean '" + n + "'?").orElse("")));
    } catch (AccessDeniedException e) {
      throw new JupyterFlowException.Refused(
          "The file '" + name + "' can't be read: permission denied.",
          Remedy.of(
              isOwn(path)
                  ? "it is yours: chmod u+r " + name
                  : "ask its owner, or whoever owns its folders, for the right to read it"),
          e);
    } catch (IOException e) {
      if (Files.isDirectory(path)) {
        throw new JupyterFlowException.Usage(
            "'" + name + "' is a directory.",
            Remedy.of(
                "name the file in it, such as -f "
                    + path.resolve(USUAL_FILES.getFirst()).normalize()));
      }
      throw new JupyterFlowException.Refused(
          "The file '" + name + "' can't be read: " + IoReasons.of(e), e);
    }
  }

  /// Whether whoever runs this may change the rights of a file.
  private static boolean isOwn(Path path) {
    try {
      Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      return self.equals(Files.getAttribute(path, "unix:uid"));
    } catch (IOException hidden) {
      return false;
    }
  }

  /// The workflow file beside it that was probably meant.
  private static Optional<String> near(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    } catch (IOException | DirectoryIteratorException none) {
      return Optional.empty();
    }
    names.sort(null);
    return SpellingSuggestion.to(String.valueOf(path.getFileName()), names);
  }
}
