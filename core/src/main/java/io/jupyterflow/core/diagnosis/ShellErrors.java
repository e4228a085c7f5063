package io.jupyterflow.core.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of a shell or of a tool of the system, read for what it says went wrong.
///
/// @param programs tells of programs that can't be started
/// @param exitCode 0 where it is not known
record ShellErrors(OutputTail output, Programs programs, int exitCode) {

  private static final int NOT_FOUND = 127;
  private static final int NOT_EXECUTABLE = 126;

  private static final Pattern NO_COMMAND =
      Pattern.compile("(?:.*?: (?:line )?\\d+: |.*: )?(?:exec: )?(.+?): (?:command )?not found");
  private static final Pattern REQUIRED =
      Pattern.compile(".*?: line \\d+: (.+): cannot execute: required file not found");
  private static final Pattern BAD_INTERPRETER =
      Pattern.compile(".*?: (\\S+): (\\S+): bad interpreter: .*");

  /// `nice: ‘x’: …`, `timeout: failed to run command 'x': …`, `time: cannot run x: …`.
  private static final Pattern BY_STARTER =
      Pattern.compile(
          "(\\S+): (?:failed to (?:run command|execute) |cannot run"
              + " )?['‘\"]?(.+?)['’\"]?(?:\\$'\\\\r')?: No such file or directory");

  private static final Pattern NO_SCRIPT =
      Pattern.compile(
          ".*can't open file '?([^':]+)'?: \\[Errno 2].*|sh: \\d+: cannot open (.+): No such file"
              + "|(?:ba)?sh: (\\S+): No such file or directory"
              + "|Fatal error: cannot open file '(.+)': No such file or directory"
              + "|ERROR: SystemError: opening file \"(.+)\": No such file or directory");
  private static final Pattern NO_FOLDER =
      Pattern.compile(".*\\bcd: (?:can't cd to (.+)|(.+): No such file or directory)");
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?i).*(?:syntax error|unterminated quoted string|unexpected eof|bad substitution).*");
  private static final Pattern DENIED =
      Pattern.compile(
          "(?i)(?:.*?: (?:line )?\\d+: |.*?: )?(?:exec: |cannot run |failed to execute"
              + " |.*['‘])?(.+?)['’]?(?: for \\w+)?: (?:permission denied|is a directory)");
  private static final Pattern OF_SCRIPT = Pattern.compile("(.+?): (?:line )?\\d+: .*");
  private static final Pattern CARRIAGE = Pattern.compile(".*(?:\\$'[^']*\\\\r'|\\^M: bad).*");

  /// The cause that a line tells. What a job may well go on after counts only where it is last.
  ///
  /// @param last whether no other stands after it
  Optional<Cause> in(String line, boolean last) {
    if (FullDisk.isIn(line)) {
      return cause("failed: " + FullDisk.what(line), FullDisk.fix(line, output.folder()), line);
    }
    if (CARRIAGE.matcher(line).matches()) {
      return cause(
          "failed: a script has the line ends of Windows, and the shell takes the \\r for a part of"
              + " its commands",
          "Convert them: sed -i 's/\\r$//' SCRIPT",
          line);
    }
    String script = last ? group(NO_SCRIPT, line) : "";
    if (!script.isEmpty()) {
      return cause(
          "failed: there is no script " + script, PythonErrors.paths(output.folder()), line);
    }
    String folder = last ? group(NO_FOLDER, line) : "";
    if (!folder.isEmpty()) {
      return cause(
          "failed: there is no folder " + folder, PythonErrors.paths(output.folder()), line);
    }
    Optional<Cause> program = program(line);
    return program.isPresent() ? program : other(line, last);
  }

  private Optional<Cause> program(String line) {
    Matcher starter = BY_STARTER.matcher(line);
    if (exitCode == NOT_FOUND && starter.matches()) {
      return Optional.of(programs.missing(starter.group(2), starter.group(1), line));
    }
    String name = group(REQUIRED, line);
    if (name.isEmpty()) {
      name = exitCode == NOT_FOUND ? group(NO_COMMAND, line) : "";
    }
    if (name.isEmpty()) {
      name = group(BAD_INTERPRETER, line);
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(programs.missing(name, "", line));
  }

  private Optional<Cause> other(String line, boolean last) {
    if (line.endsWith("Argument list too long")) {
      return cause(
          "failed: a command in it is longer than the system takes",
          "Give it fewer files at once: find . -name '*.csv' -print0 | xargs -0 COMMAND, or name"
              + " them in a file.",
          line);
    }
    if (line.contains("conda init") || line.contains("to use 'conda activate'")) {
      return cause(
          "failed: conda activate works in an interactive shell only",
          "Activate the environment before you start the run, or write conda run -n NAME before"
              + " the command.",
          line);
    }
    String denied = last || exitCode == NOT_EXECUTABLE ? group(DENIED, line) : "";
    if (!denied.isEmpty()) {
      return Optional.of(
          exitCode == NOT_EXECUTABLE ? programs.notExecutable(denied, line) : denied(denied, line));
    }
    if (SYNTAX.matcher(line).matches()) {
      return programs.pythonInShell().or(() -> returns(line)).or(() -> syntax(line));
    }
    if (last && line.endsWith("No such file or directory")) {
      return cause("failed: " + line.strip(), PythonErrors.paths(output.folder()), line);
    }
    return Optional.empty();
  }

  private static Cause denied(String file, String line) {
    boolean folder = line.endsWith("irectory");
    return new Cause(
        "failed: " + file + (folder ? " is a folder" : " may not be used (permission denied)"),
        folder ? "" : "ls -ld " + file + " shows whose it is.",
        List.of(line));
  }

  /// A shell that stumbles over the line ends of Windows often does so far after them.
  private Optional<Cause> returns(String line) {
    String script = group(OF_SCRIPT, line);
    return output.folder().hasReturns(script)
        ? cause(
            "failed: " + script + " has the line ends of Windows, which the shell does not know",
            "Convert them: sed -i 's/\\r$//' " + script,
            line)
        : Optional.empty();
  }

  private Optional<Cause> syntax(String line) {
    String text = output.shellText();
    return text.isEmpty()
        ? Optional.empty()
        : cause(
            "failed: the shell does not understand the command: " + line.strip(),
            "Look for an unclosed quote or bracket in: "
                + text
                + "\nThe shell is sh. If the command needs bash: bash -c '…'",
            line);
  }

  /// What the first group of a pattern that took part matched; empty for no match.
  private static String group(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (matcher.matches()) {
      for (int i = 1; i <= matcher.groupCount(); i++) {
        if (matcher.group(i) != null) {
          return matcher.group(i);
        }
      }
    }
    return "";
  }

  private static Optional<Cause> cause(String what, String fix, String line) {
    return Optional.of(new Cause(what, fix, List.of(line)));
  }
}
