package io.jupyterflow.cli.output;

import java.util.List;
import java.util.Map;

/// What a job of a `Plan` document runs, as one line one could type.
final class CommandText {

  private static final String PLAIN = "%+,-./:=@_";

  private CommandText() {}

  /// The line.
  ///
  /// @param job one of the document's `jobs`
  static String of(Map<?, ?> job) {
    Object shell = job.get("shell");
    if (shell != null) {
      return "sh -c " + quoted(String.valueOf(shell));
    }
    StringBuilder text = new StringBuilder();
    if (job.get("command") instanceof List<?> words) {
      for (Object word : words) {
        text.append(text.isEmpty() ? "" : " ").append(quoted(String.valueOf(word)));
      }
    }
    return text.toString();
  }

  /// The word as a shell takes it for one word.
  static String quoted(String word) {
    boolean plain = !word.isEmpty();
    for (int i = 0; i < word.length() && plain; i++) {
      char c = word.charAt(i);
      plain = Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0;
    }
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
