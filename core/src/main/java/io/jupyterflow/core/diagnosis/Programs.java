package io.jupyterflow.core.diagnosis;

import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.script.Shebang;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Why a program could not be started: what the shell says of it fits many causes, and the disk
/// tells them apart.
final class Programs {

  /// Words of bash that a POSIX shell has not, and what to write.
  private static final Map<String, String> OF_BASH =
      Map.ofEntries(
          Map.entry("source", "write . in its place"),
          Map.entry("[[", "write [ … ] in its place"),
          Map.entry("pushd", "write cd in its place"),
          Map.entry("popd", "write cd in its place"),
          Map.entry("function", "write name() { … }"),
          Map.entry("declare", "leave it out"),
          Map.entry("let", "write $(( … ))"),
          Map.entry("shopt", "it has none of its options"),
          Map.entry("mapfile", "write while read"),
          Map.entry("typeset", "leave it out"));

  /// What Python's own words come to where a shell reads them.
  private static final Set<String> OF_PYTHON = Set.of("import", "from", "def", "class", "print");

  private final OutputTail output;

  Programs(OutputTail output) {
    this.output = output;
  }

  /// A script with `#!` that the job starts by itself, and that can't be started so; nothing where
  /// it can.
  Optional<Cause> ownScript() {
    List<String> argv = output.argv();
    return argv.isEmpty() ? Optional.empty() : flaw(argv.getFirst(), output.tail());
  }

  /// In the same way, where the interpreter was found and stumbled over the end of the line.
  Optional<Cause> ownReturn() {
    List<String> argv = output.argv();
    String first = argv.isEmpty() ? "" : argv.getFirst();
    return output.folder().shebang(first).filter(Shebang::returns).isPresent()
        ? ownScript()
        : Optional.empty();
  }

  /// A program that was not found.
  ///
  /// @param starter the program that should start it, or empty for a shell
  Cause missing(String name, String starter, String line) {
    String program = name.replace("\\r", "").replace("\r", "");
    WorkFolder folder = output.folder();
    if (!program.equals(name)) {
      return new Cause(
          "failed: a script has the line ends of Windows, and the system looks for a program "
              + program
              + "\\r",
          "Convert them: sed -i 's/\\r$//' " + script(program),
          List.of(line));
    }
    String bash = OF_BASH.get(program);
    if (bash != null) {
      return new Cause(
          "failed: " + program + " is bash's word, and sh does not know it",
          "In sh, " + bash + ". Or let bash run all of it: bash -c '…'",
          List.of(line));
    }
    if (OF_PYTHON.contains(program)) {
      return pythonScript(line);
    }
    if (starter.endsWith("/env")) {
      return ownScript().orElseGet(() -> byFirstLine(program, line));
    }
    Optional<Cause> flaw = flaw(program, List.of(line));
    if (flaw.isPresent()) {
      return flaw.get();
    }
    if (folder.isFile(program) && program.indexOf('/') < 0) {
      return here(program, starter, line);
    }
    return new Cause(
        "failed: there is no program " + program,
        notThere(program, folder.packages()),
        List.of(line));
  }

  private Cause here(String program, String starter, String line) {
    boolean runs = output.folder().isExecutable(program);
    String before = starter.isEmpty() ? "" : starter + " … ";
    return new Cause(
        "failed: "
            + program
            + " is a script"
            + (starter.isEmpty()
                ? ", and no program on PATH"
                : ", and " + starter + " starts programs"),
        "Write " + before + (runs ? "./" + program : interpreter(program) + " " + program),
        List.of(line));
  }

  private Cause byFirstLine(String program, String line) {
    return new Cause(
        "failed: there is no program " + program + ", which the first line of a script asks for",
        "Correct that line, or write the program that runs the script before it: python3 x.py",
        List.of(line));
  }

  /// A program that is there and may not be executed.
  Cause notExecutable(String name, String line) {
    WorkFolder folder = output.folder();
    if (folder.isFolder(name)) {
      return new Cause(
          "failed: " + name + " is a folder, and no program",
          "Name the script in it: " + name + (name.endsWith("/") ? "" : "/") + "train.py",
          List.of(line));
    }
    Optional<Cause> flaw = folder.isExecutable(name) ? flaw(name, List.of(line)) : Optional.empty();
    if (flaw.isPresent()) {
      return flaw.get();
    }
    return new Cause(
        "failed: " + name + " may not be executed (permission denied)",
        Scripts.isScript(name)
            ? "Write "
                + interpreter(name)
                + " "
                + name
                + ", or make it executable: chmod +x "
                + name
            : "Make it executable: chmod +x " + name,
        List.of(line));
  }

  /// A script in Python that has no `#!`, and that the shell therefore took for its own.
  Optional<Cause> pythonInShell() {
    for (String line : output.tail()) {
      for (String word : OF_PYTHON) {
        if (line.contains(": " + word + ": not found")
            || line.contains(": " + word + ": command not found")) {
          return Optional.of(pythonScript(line));
        }
      }
    }
    return Optional.empty();
  }

  private static Cause pythonScript(String line) {
    int colon = line.indexOf(':');
    String file = colon > 0 && line.startsWith(".") ? line.substring(0, colon) : "SCRIPT";
    return new Cause(
        "failed: the shell took a Python script for its own, because it has no #! line",
        "Write python3 " + file + ", or begin it with #!/usr/bin/env python3",
        List.of(line));
  }

  private Optional<Cause> flaw(String file, List<String> evidence) {
    WorkFolder folder = output.folder();
    if (!folder.isFile(file)) {
      return Optional.empty();
    }
    return folder
        .shebang(file)
        .flatMap(first ->
            first.flaw(
                file,
                Scripts.isScript(file) ? interpreter(file) : "",
                // what is not a path may be anywhere: the line is at fault only where it was not
                // found
                program -> program.indexOf('/') < 0 ? isFound(program) : folder.isFile(program)))
        .map(flaw -> new Cause("failed: " + flaw.message(), sentence(flaw), evidence));
  }

  /// Whether a program that `env` sought was there, so far as the output says.
  private boolean isFound(String program) {
    for (String line : output.tail()) {
      if (line.contains(program) && line.endsWith("No such file or directory")) {
        return false;
      }
    }
    return true;
  }

  private static String sentence(Shebang.Flaw flaw) {
    String remedy = flaw.remedy();
    return Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1);
  }

  /// The script of the job, where it is that which names this program.
  private String script(String program) {
    List<String> argv = output.argv();
    String first = argv.isEmpty() ? "" : argv.getFirst();
    return output.folder().shebang(first).filter(s -> s.program().equals(program)).isPresent()
        ? first
        : "SCRIPT";
  }

  private static String interpreter(String file) {
    String named = Scripts.named(file);
    return named.isEmpty() ? "python3" : named;
  }

  /// What to do about a program that is nowhere.
  static String notThere(String program, Packages packages) {
    return switch (program) {
      case "python" -> "Where there is no python, it is mostly called python3: write python3.";
      case "python3" ->
          "Write python, if that is what it is called here, or activate the environment that has it"
              + " before you start the run.";
      case "pip", "pip3" -> "Write python3 -m pip.";
      default -> packages.program(program);
    };
  }
}
