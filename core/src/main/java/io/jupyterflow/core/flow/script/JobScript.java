package io.jupyterflow.core.flow.script;

import io.jupyterflow.core.plan.Command;
import java.util.List;
import java.util.Optional;

/// The script that a planned job runs. Planning has put the interpreter in front of it, so it is
/// read from the command, and needs no place of its own in `plan.json`.
///
/// @param interpreter the words before the script, such as `python3 -u`; empty where it runs itself
/// @param script as the job is started with it: absolute, or relative to the working directory
/// @param arguments the words after it
public record JobScript(List<String> interpreter, String script, List<String> arguments) {

  public JobScript {
    interpreter = List.copyOf(interpreter);
    arguments = List.copyOf(arguments);
  }

  /// The script of a command; nothing for a program or a module, and for text that only a shell can
  /// read.
  public static Optional<JobScript> of(Command command) {
    if (command instanceof Command.Notebook notebook) {
      return Optional.of(
          new JobScript(List.of(notebook.python()), notebook.notebook(), notebook.arguments()));
    }
    if (command instanceof Command.Exec exec) {
      List<String> argv = exec.argv();
      for (int i = 0; i < argv.size(); i++) {
        if (Scripts.isScript(argv.get(i))) {
          return Optional.of(
              new JobScript(argv.subList(0, i), argv.get(i), argv.subList(i + 1, argv.size())));
        }
      }
    }
    return Optional.empty();
  }
}
