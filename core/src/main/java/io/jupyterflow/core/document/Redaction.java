package io.jupyterflow.core.document;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Hides what looks like a secret in a job that is shown.
public final class Redaction {

  private Redaction() {}

  /// The job with the values of secret-looking keys redacted: in its words, its shell text and its
  /// variables.
  public static Job of(Job job) {
    return job.withCommand(of(job.command())).withEnv(env(job.env()));
  }

  /// The command with the values of secret-looking keys redacted.
  public static Command of(Command command) {
    return switch (command) {
      case Command.Exec exec -> new Command.Exec(words(exec.argv()));
      case Command.Shell shell -> new Command.Shell(ShellRedaction.of(shell.text()));
      case Command.Notebook notebook ->
          new Command.Notebook(notebook.python(), notebook.notebook(), words(notebook.arguments()));
    };
  }

  private static Map<String, String> env(Map<String, String> env) {
    Map<String, String> shown = new LinkedHashMap<>(env);
    shown.replaceAll((name, value) -> Secrets.isSecretName(name) ? Secrets.REDACTED : value);
    return shown;
  }

  /// `key=value`, `--key=value` and `--key value`, as they are read for hyperparameters.
  private static List<String> words(List<String> words) {
    List<String> shown = new ArrayList<>(words.size());
    boolean hidesNext = false;
    for (String word : words) {
      int equals = word.indexOf('=');
      String key = key(equals < 0 ? word : word.substring(0, equals));
      boolean secret = Secrets.isSecretName(key);
      if (equals > 0 && secret) {
        shown.add(word.substring(0, equals + 1) + Secrets.REDACTED);
        hidesNext = false;
      } else if (hidesNext && !word.startsWith("--")) {
        shown.add(Secrets.REDACTED);
        hidesNext = false;
      } else {
        shown.add(word);
        hidesNext = equals < 0 && secret && word.startsWith("-");
      }
    }
    return shown;
  }

  private static String key(String word) {
    int dashes = 0;
    while (dashes < word.length() && dashes < 2 && word.charAt(dashes) == '-') {
      dashes++;
    }
    return word.substring(dashes);
  }
}
