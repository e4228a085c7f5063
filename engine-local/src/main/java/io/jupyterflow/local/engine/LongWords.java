package io.jupyterflow.local.engine;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds words of a command, and variables, that no process can get: the kernel takes 128 KiB for
/// each, the NUL at its end included.
final class LongWords {

  private static final int MOST_BYTES = 128 * 1024;

  /// Bytes of UTF-8 for one `char`, at most.
  private static final int WIDEST = 3;

  private LongWords() {}

  /// What is too long of a job; nothing where all of it fits.
  static Optional<Problem> problem(Job job) {
    return switch (job.command()) {
      case Command.Exec exec -> problem(job, exec.argv());
      case Command.Notebook notebook -> problem(job, notebook.arguments());
      case Command.Shell shell ->
          isTooLong(shell.text())
              ? Optional.of(
                  problem(
                      "the shell text of " + job.name(),
                      shell.text(),
                      "Put it into a file: bash script.sh"))
              : inVariables(job);
    };
  }

  private static Optional<Problem> problem(Job job, List<String> words) {
    for (String word : words) {
      if (isTooLong(word)) {
        return Optional.of(
            problem(
                "a word of " + job.name(),
                word,
                "Put it into a file, and give the job the file's name."));
      }
    }
    return inVariables(job);
  }

  private static Optional<Problem> inVariables(Job job) {
    for (Map.Entry<String, String> variable : job.env().entrySet()) {
      String entry = variable.getKey() + "=" + variable.getValue();
      if (isTooLong(entry)) {
        return Optional.of(
            problem(
                "the variable " + variable.getKey() + " of " + job.name(),
                entry,
                "Put its value into a file, and give the job the file's name."));
      }
    }
    return Optional.empty();
  }

  private static boolean isTooLong(String word) {
    return word.length() >= MOST_BYTES / WIDEST && bytes(word) >= MOST_BYTES;
  }

  private static int bytes(String word) {
    return word.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Problem problem(String what, String word, String hint) {
    return Problem.error(
        "command-too-long",
        null,
        Character.toUpperCase(what.charAt(0))
            + what.substring(1)
            + " has "
            + bytes(word) / 1024
            + " KiB, and the system takes less than 128 KiB for one.",
        hint);
  }
}
