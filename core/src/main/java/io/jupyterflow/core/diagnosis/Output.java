package io.jupyterflow.core.diagnosis;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.notebook.NotebookRunner;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.text.Ansi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The end of a job's output, read for what went wrong.
///
/// @param lines without colours, oldest first
/// @param unread why it can't be read; empty where it was
/// @param directory the job's working directory, or null where it is not known
record Output(Job job, List<String> lines, String unread, @Nullable String directory) {

  private static final int EVIDENCE = 5;

  private static final Pattern NOT_FOUND =
      Pattern.compile("(?:.*: )?(\\S+): (?:command )?not found");
  private static final Pattern NO_PROGRAM =
      Pattern.compile(
          "(?:exec|env|setsid|nice|\\S*sh)(?:: .*)?: '?‘?([^:'’]+)'?’?: No such file or directory");
  private static final Pattern NO_SCRIPT =
      Pattern.compile(".*can't open file '?([^':]+)'?: \\[Errno 2\\].*");
  private static final Pattern SHELL_SYNTAX =
      Pattern.compile("(?i).*(?:syntax error|unterminated quoted string|unexpected eof).*");
  private static final Pattern DENIED = Pattern.compile("(?i)(?:.*: )?(\\S+): permission denied");

  static Output of(Job job, Evidence.Tail tail, @Nullable String directory) {
    List<String> plain = new ArrayList<>();
    for (String line : tail.lines()) {
      plain.add(Ansi.strip(line).stripTrailing());
    }
    while (!plain.isEmpty() && plain.getLast().isEmpty()) {
      plain.removeLast();
    }
    return new Output(job, plain, tail.unread(), directory);
  }

  /// The last lines.
  List<String> tail() {
    return lines.subList(Math.max(0, lines.size() - EVIDENCE), lines.size());
  }

  /// A cause that this shows, or that stands without it.
  Cause cause(String what, String fix) {
    return new Cause(what, fix, tail(), unread);
  }

  /// What the output itself says; nothing where it says nothing that is known.
  ///
  /// @param exitCode 0 where it is not known
  Optional<Cause> explain(int exitCode) {
    Optional<Cause> notebook = notebook();
    if (notebook.isPresent()) {
      return notebook;
    }
    Optional<PythonTraceback> traceback = PythonTraceback.in(lines);
    if (traceback.isPresent()) {
      PythonTraceback found = traceback.get();
      return Optional.of(
          new Cause(
              "failed at " + found.place() + ": " + found.error(),
              PythonErrors.fix(found.error(), python(), directory),
              found.evidence()));
    }
    return system(exitCode);
  }

  private Optional<Cause> notebook() {
    if (!(job.command() instanceof Command.Notebook) || lines.isEmpty()) {
      return Optional.empty();
    }
    String last = lines.getLast();
    if (!last.startsWith(NotebookRunner.MESSAGE_PREFIX)) {
      return Optional.empty();
    }
    String message = last.substring(NotebookRunner.MESSAGE_PREFIX.length());
    int error = message.indexOf("failed: ");
    String fix =
        PythonErrors.fix(
            error < 0 ? message : message.substring(error + "failed: ".length()),
            python(),
            directory);
    return Optional.of(cause("failed: " + message, fix));
  }

  private Optional<Cause> system(int exitCode) {
    for (int i = lines.size() - 1; i >= Math.max(0, lines.size() - EVIDENCE); i--) {
      String line = lines.get(i);
      Matcher script = NO_SCRIPT.matcher(line);
      if (script.matches()) {
        return cause(
            "failed: there is no script " + script.group(1),
            PythonErrors.fix("FileNotFoundError", python(), directory),
            line);
      }
      if (line.contains("No module named ")) {
        return cause("failed: " + line.strip(), PythonErrors.fix(line, python(), directory), line);
      }
      if (line.contains("No space left on device")) {
        return cause("failed: the disk is full", "df -h shows which disk has no room.", line);
      }
      Optional<String> program = missingProgram(line, exitCode);
      if (program.isPresent()) {
        return cause("failed: there is no program " + program.get(), noProgramFix(), line);
      }
      Matcher denied = DENIED.matcher(line);
      if (denied.matches()) {
        return cause(
            "failed: " + denied.group(1) + " may not be used (permission denied)",
            exitCode == 126
                ? "Make it executable: chmod +x " + denied.group(1)
                : "ls -l " + denied.group(1) + " shows whose it is.",
            line);
      }
      if (SHELL_SYNTAX.matcher(line).matches() && job.command() instanceof Command.Shell) {
        return cause(
            "failed: the shell does not understand the command: " + line.strip(),
            "Look for an unclosed quote or bracket in: " + text(job.command()),
            line);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> missingProgram(String line, int exitCode) {
    Matcher shell = NOT_FOUND.matcher(line);
    if (exitCode == 127 && shell.matches()) {
      return Optional.of(shell.group(1));
    }
    Matcher system = NO_PROGRAM.matcher(line);
    return exitCode == 127 && system.matches() ? Optional.of(system.group(1)) : Optional.empty();
  }

  private static Optional<Cause> cause(String what, String fix, String line) {
    return Optional.of(new Cause(what, fix, List.of(line)));
  }

  static String noProgramFix() {
    return "Check its spelling, install it, or activate the environment that has it before"
        + " jupyterflow run.";
  }

  private String python() {
    return switch (job.command()) {
      case Command.Notebook notebook -> notebook.python();
      case Command.Exec exec ->
          exec.argv().getFirst().contains("python") ? exec.argv().getFirst() : "python3";
      case Command.Shell shell -> "python3";
    };
  }

  private static String text(Command command) {
    return command instanceof Command.Shell shell ? Secrets.redacted(shell.text()) : "";
  }
}
