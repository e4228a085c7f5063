package io.jupyterflow.core.diagnosis;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.notebook.NotebookRunner;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.text.Ansi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The end of a job's output, read for what went wrong. What is last counts: an error that was
/// printed before is told as such.
///
/// @param lines without colors, oldest first
/// @param unread why it can't be read; empty where it was
/// @param readable what to do to have it read
/// @param folder where the job runs
record OutputTail(Job job, List<String> lines, String unread, Remedy readable, WorkFolder folder) {

  private static final int EVIDENCE = 5;

  /// How many lines from the end may say why a program of the system failed.
  private static final int SAID = 8;

  private static final int LONGEST_COMMAND = 80;

  /// What distributed training puts before each line.
  private static final Pattern RANK =
      Pattern.compile("^(?:\\[rank\\d+]:|\\(\\w* ?pid=\\d+[^)]*\\)) ?");

  static OutputTail of(Job job, OutputEvidence.Tail tail, WorkFolder folder) {
    List<String> plain = new ArrayList<>();
    for (String line : tail.lines()) {
      plain.add(RANK.matcher(Ansi.strip(line).stripTrailing()).replaceFirst(""));
    }
    while (!plain.isEmpty() && plain.getLast().isEmpty()) {
      plain.removeLast();
    }
    return new OutputTail(
        job, Afterwords.withoutIgnored(plain), tail.unread(), tail.readable(), folder);
  }

  /// The last lines.
  List<String> tail() {
    return lines.subList(Math.max(0, lines.size() - EVIDENCE), lines.size());
  }

  /// The last line that says something; empty for none.
  String last() {
    for (String line : lines.reversed()) {
      if (!Afterwords.are(line)) {
        return line.strip();
      }
    }
    return "";
  }

  /// A cause that this shows, or that stands without it.
  Cause cause(String what, Remedy fix) {
    return new Cause(what, fix, tail(), unread);
  }

  /// The same with a fix of words alone.
  Cause cause(String what, String fix) {
    return cause(what, Remedy.of(fix));
  }

  /// What the output itself says; nothing where it says nothing that is known.
  ///
  /// @param exitCode 0 where it is not known
  Optional<Cause> explain(int exitCode) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Optional<Cause> notebook = notebook();
    if (notebook.isPresent()) {
      return notebook;
    }
    Optional<PythonError> error = PythonError.in(lines);
    int end = error.isPresent() ? error.get().last().end() : -1;
    Optional<Cause> system = system(exitCode, end);
    if (system.isPresent()) {
      return system;
    }
    if (error.isPresent() && error.get().isLast(lines)) {
      return Optional.of(python(error.get()));
    }
    return end >= 0 ? Optional.empty() : OtherLanguages.in(lines, folder);
  }

  /// An error that was printed, and after it other things: it was handled, it seems.
  ///
  /// @return a line of its own, empty for none
  String earlier() {
    return PythonError.in(lines)
        .filter(error -> !error.last().error().startsWith("KeyboardInterrupt"))
        .map(error -> "\nAn error was printed before that: " + error.text())
        .orElse("");
  }

  private Cause python(PythonError error) {
    for (String text : error.texts()) {
      if (FullDisk.isIn(text)) {
        return new Cause(
            "failed: " + FullDisk.what(text) + "\nat " + error.text(),
            FullDisk.fix(text, folder),
            error.evidence());
      }
    }
    Remedy fix = Remedy.none();
    for (String text : error.texts()) {
      fix = fix.isEmpty() ? fix(text) : fix;
    }
    return new Cause("failed at " + error.text(), fix, error.evidence());
  }

  private Remedy fix(String error) {
    return PythonErrors.fix(error, python(), command(), folder);
  }

  private Optional<Cause> notebook() {
    if (!(job.command() instanceof Command.Notebook)) {
      return Optional.empty();
    }
    String last = lines.getLast();
    if (!last.startsWith(NotebookRunner.MESSAGE_PREFIX)) {
      return Optional.empty();
    }
    String message = last.substring(NotebookRunner.MESSAGE_PREFIX.length());
    int at = message.indexOf("failed: ");
    String error = at < 0 ? message : message.substring(at + "failed: ".length());
    if (FullDisk.isIn(error)) {
      return Optional.of(
          cause("failed: " + FullDisk.what(error) + ": " + message, FullDisk.fix(error, folder)));
    }
    return Optional.of(cause("failed: " + message, fix(error)));
  }

  /// What the last line says that tells something, behind a traceback.
  private Optional<Cause> system(int exitCode, int traceback) {
    Programs programs = new Programs(this);
    ShellErrors shell = new ShellErrors(this, programs, exitCode);
    boolean last = true;
    for (int i = lines.size() - 1; i > Math.max(traceback, lines.size() - SAID - 1); i--) {
      String line = lines.get(i);
      Optional<MissingModule> module = last ? MissingModule.in(line) : Optional.empty();
      if (module.isPresent()) {
        return Optional.of(new Cause("failed: " + line.strip(), fix(line), List.of(line)));
      }
      Optional<Cause> cause = shell.in(line, last);
      if (cause.isPresent()) {
        return cause;
      }
      last &= Afterwords.are(line);
    }
    boolean brief = lines.size() < EVIDENCE && traceback < 0;
    return brief ? programs.ownReturn() : Optional.empty();
  }

  /// The words of a job that runs a program; none for others.
  List<String> argv() {
    return job.command() instanceof Command.Exec exec ? exec.argv() : List.of();
  }

  /// The text of a job that a shell runs, as one line and its secrets hidden; empty for others.
  String shellText() {
    return job.command() instanceof Command.Shell shell
        ? Secrets.redacted(shell.text()).stripTrailing().replace("\n", "\\n")
        : "";
  }

  private String python() {
    return switch (job.command()) {
      case Command.Notebook notebook -> notebook.python();
      case Command.Exec exec ->
          exec.argv().getFirst().contains("python") ? exec.argv().getFirst() : "python3";
      case Command.Shell shell -> "python3";
    };
  }

  /// The command as it may be written in a flow, shortened, its secrets hidden.
  private String command() {
    String command =
        switch (job.command()) {
          case Command.Notebook notebook -> notebook.notebook();
          case Command.Exec exec -> String.join(" ", Secrets.redacted(written(exec.argv())));
          case Command.Shell shell -> Secrets.redacted(shell.text());
        };
    return command.length() > LONGEST_COMMAND || command.indexOf('\n') >= 0 ? "COMMAND" : command;
  }

  /// Without the interpreter's path, which planning put there.
  private static List<String> written(List<String> argv) {
    boolean path = argv.getFirst().startsWith("/") && argv.size() > 1;
    return path ? argv.subList(1, argv.size()) : argv;
  }
}
