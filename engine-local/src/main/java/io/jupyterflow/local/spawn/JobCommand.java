package io.jupyterflow.local.spawn;

import io.jupyterflow.core.flow.script.ShellWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The words a launcher runs for a command, such that the shell in between changes nothing.
public final class JobCommand {

  private JobCommand() {}

  /// The words for an argv: a first word that a shell would take for its own becomes the program's
  /// path, so that the program runs.
  ///
  /// @param searchPath the job's `PATH`
  public static List<String> words(List<String> argv, String searchPath) {
    if (!ShellWords.isBuiltin(argv.getFirst())) {
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
