package io.jupyterflow.argo.compile;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.flow.script.DiskFacts;
import io.jupyterflow.core.flow.script.JobScript;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.kubernetes.capture.JobFiles;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.capture.PythonPlaces;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what a plan's jobs would miss of the notebook's files, before anything is sent: an error
/// where a job can't begin without it, else a warning.
final class FileChecks {

  private static final String BETWEEN_WORDS = " \t\n;|&<>()'\"=";

  private final JobFiles files;
  private final Environment environment;
  private final @Nullable String home;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  /// Of all jobs: a sweep has one program many times.
  private final Set<String> programs = new HashSet<>();

  private final DiskFacts facts;

  private FileChecks(JobFiles files, Environment environment, @Nullable String home) {
    this.files = files;
    this.environment = environment;
    this.facts = new DiskFacts(environment.variables(), Path.of(environment.workingDirectory()));
    this.home = home;
  }

  static List<Problem> problems(Plan plan, Environment environment) {
    PodEnvironment argo = (PodEnvironment) environment.engine();
    JobFiles files = JobFiles.of(argo);
    if (files == null) {
      return List.of();
    }
    FileChecks checks = new FileChecks(files, environment, argo.home());
    for (Job job : plan.jobs()) {
      checks.command(job.command());
    }
    checks.places();
    return checks.problems;
  }

  private void command(Command command) {
    if (command instanceof Command.Exec exec) {
      program(exec.argv().getFirst());
      String script = JobScript.of(exec).map(JobScript::script).orElse("");
      for (String word : exec.argv().subList(1, exec.argv().size())) {
        look(word, word.equals(script)); // the words after a script are what it is to read
      }
    } else if (command instanceof Command.Notebook notebook) {
      program(notebook.python());
      look(notebook.notebook(), true);
    } else if (command instanceof Command.Shell shell) {
      text(shell.text());
    }
  }

  /// Whatever a shell may take for a word.
  private void text(String text) {
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || BETWEEN_WORDS.indexOf(text.charAt(i)) >= 0) {
        look(text.substring(from, i), false);
        from = i + 1;
      }
    }
  }

  /// A program that was only given to another owner, as start scripts do with a whole folder, is
  /// nothing to speak of.
  private void program(String word) {
    if (!programs.add(word)) {
      return;
    }
    String path = word.indexOf('/') >= 0 ? word : facts.program(word);
    if (path.isEmpty()) {
      return;
    }
    JobFiles.Lack lack = files.lack(resolved(path).toString());
    if (lack != null && lack.isSure()) {
      look(path, true);
    }
  }

  /// @param isNeeded whether the job fails at once without it
  private void look(String word, boolean isNeeded) {
    if (word.isEmpty() || word.startsWith("-") || !told.add(word)) {
      return;
    }
    Path file = resolved(word);
    if (!Files.isRegularFile(file)) {
      return;
    }
    JobFiles.Lack lack = files.lack(file.toString());
    if (lack == null) {
      return;
    }
    String message = "jobs don't have " + file + " as it is here: " + lack.why();
    if (isNeeded && lack.isSure()) {
      message = "jobs don't have " + file + ": " + lack.why();
    }
    problems.add(
        isNeeded && lack.isSure()
            ? Problem.error("not-in-jobs", null, message, remedy())
            : Problem.warning("not-in-jobs", null, message, remedy()));
  }

  private void places() {
    String directory = environment.workingDirectory();
    JobFiles.Lack lack = files.lack(directory);
    if (lack != null) {
      problems.add(
          Problem.warning(
              "directory-not-in-jobs",
              null,
              "jobs start in " + directory + " without what is there now: " + lack.why(),
              remedy()));
    }
    for (PythonPlaces.Place place : PythonPlaces.of(environment.variables())) {
      JobFiles.Lack ofPlace = files.lack(place.file());
      if (ofPlace != null && ofPlace.isSure()) {
        problems.add(
            Problem.warning(
                "imports-not-in-jobs",
                null,
                "jobs can't import what is in "
                    + place.folder()
                    + " ("
                    + place.variable()
                    + "): "
                    + ofPlace.why(),
                remedy()));
      }
    }
  }

  private Remedy remedy() {
    return home == null
        ? Remedy.of(
            "put it on a volume that jobs have, too, or into the image; list the volumes: ",
            ActionKind.SHOW_ENVIRONMENT)
        : Remedy.of("put it under " + home + ", which jobs have, too, or into the image");
  }

  private Path resolved(String word) {
    try {
      return Path.of(environment.workingDirectory()).resolve(word);
    } catch (InvalidPathException e) {
      return Path.of("/dev/null/none");
    }
  }
}
