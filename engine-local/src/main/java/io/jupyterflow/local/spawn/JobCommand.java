package io.jupyterflow.local.spawn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The words a launcher runs for a command, such that the shell in between changes nothing.
public final class JobCommand {

  /// Words that some shell takes for its own before it looks for a program. `true` and `false` are
  /// missing on purpose: they do the same everywhere and cost no process as builtins.
  private static final Set<String> BUILTINS =
      Set.of(
          ".",
          ":",
          "[",
          "alias",
          "bg",
          "bind",
          "break",
          "builtin",
          "caller",
          "cd",
          "chdir",
          "command",
          "compgen",
          "complete",
          "compopt",
          "continue",
          "declare",
          "dirs",
          "disown",
          "echo",
          "enable",
          "eval",
          "exec",
          "exit",
          "export",
          "fc",
          "fg",
          "getopts",
          "hash",
          "help",
          "history",
          "jobs",
          "kill",
          "let",
          "local",
          "logout",
          "mapfile",
          "popd",
          "printf",
          "pushd",
          "pwd",
          "read",
          "readarray",
          "readonly",
          "return",
          "set",
          "shift",
          "shopt",
          "source",
          "suspend",
          "test",
          "times",
          "trap",
          "type",
          "typeset",
          "ulimit",
          "umask",
          "unalias",
          "unset",
          "wait");

  private JobCommand() {}

  /// The words for an argv: a first word that a shell would take for its own becomes the program's
  /// path, so that the program runs.
  ///
  /// @param searchPath the job's `PATH`
  public static List<String> words(List<String> argv, String searchPath) {
    if (!BUILTINS.contains(argv.getFirst())) {
      return argv;
    }
    List<String> words = new ArrayList<>(argv.size() + 1);
    String program = find(argv.getFirst(), searchPath);
    if (program.isEmpty()) {
      // `env` runs programs only and says so where there is none.
      words.add("/usr/bin/env");
      words.addAll(argv);
      return words;
    }
    words.add(program);
    words.addAll(argv.subList(1, argv.size()));
    return words;
  }

  private static String find(String program, String searchPath) {
    for (String folder : searchPath.split(":", -1)) {
      if (folder.startsWith("/")) {
        Path candidate = Path.of(folder, program);
        if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
          return candidate.toString();
        }
      }
    }
    return "";
  }
}
