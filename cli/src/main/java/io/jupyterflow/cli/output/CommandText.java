package io.jupyterflow.cli.output;

import java.util.List;
import java.util.Map;

/// What a job of a `Plan` document runs, as one line one could type; but the line ends in it are
/// shown as `\n`.
final class CommandText {

  private static final String PLAIN = "%+,-./:=@_";

  private CommandText() {}

  /// The line.
  ///
  /// @param job one of the document's `jobs`
  static String of(Map<?, ?> job) {
    Object shell = job.get("shell");
    if (shell != null) {
      boolean errexit = Boolean.TRUE.equals(job.get("errexit"));
      return (errexit ? "sh -e -c " : "sh -c ") + quoted(String.valueOf(shell).stripTrailing());
    }
    StringBuilder text = new StringBuilder();
    if (job.get("env") instanceof Map<?, ?> variables) {
      for (Map.Entry<?, ?> variable : variables.entrySet()) {
        text.append(variable.getKey()).append('=');
        text.append(quoted(String.valueOf(variable.getValue()))).append(' ');
      }
    }
    String gap = "";
    if (job.get("command") instanceof List<?> words) {
      for (Object word : words) {
        text.append(gap).append(quoted(String.valueOf(word)));
        gap = " ";
      }
    }
    return text.toString();
  }

  /// The word as a shell takes it for one word, its line ends as `\n`.
  static String quoted(String word) {
    boolean plain = !word.isEmpty();
    for (int i = 0; i < word.length() && plain; i++) {
      char c = word.charAt(i);
      plain = Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0;
    }
    return plain ? word : "'" + word.replace("'", "'\\''").replace("\n", "\\n") + "'";
  }
}
