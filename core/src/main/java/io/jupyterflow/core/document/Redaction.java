package io.jupyterflow.core.document;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import java.util.LinkedHashMap;
import java.util.Map;

/// Hides what looks like a secret in a job that is shown.
public final class Redaction {

  private Redaction() {}

  /// The job with what looks like a secret redacted: in its words, its shell text and its
  /// variables.
  public static Job of(Job job) {
    return job.withCommand(of(job.command())).withEnv(env(job.env()));
  }

  /// The command with what looks like a secret redacted.
  public static Command of(Command command) {
    // No switch over types: the first of a JVM costs milliseconds.
    if (command instanceof Command.Exec exec) {
      return new Command.Exec(Secrets.redacted(exec.argv()));
    }
    if (command instanceof Command.Shell shell) {
      return new Command.Shell(Secrets.redacted(shell.text()), shell.errexit());
    }
    Command.Notebook notebook = (Command.Notebook) command;
    return new Command.Notebook(
        notebook.python(), notebook.notebook(), Secrets.redacted(notebook.arguments()));
  }

  private static Map<String, String> env(Map<String, String> env) {
    Map<String, String> shown = new LinkedHashMap<>(env);
    shown.replaceAll(Secrets::shown);
    return shown;
  }
}
