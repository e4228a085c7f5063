package io.jupyterflow.core.plan;

import java.util.List;

/// What a job runs.
public sealed interface Command {

  /// A program and its arguments, never passed through a shell.
  ///
  /// @param argv at least the program
  record Exec(List<String> argv) implements Command {
    public Exec {
      argv = List.copyOf(argv);
      if (argv.isEmpty()) {
        throw new IllegalArgumentException("a command has at least a program");
      }
    }
  }

  /// Text for `sh -c`.
  record Shell(String text) implements Command {}

  /// A notebook, executed top to bottom by the notebook runner of the engine.
  ///
  /// @param python the interpreter whose environment holds papermill, nbclient or nbconvert
  /// @param notebook the path as the user wrote it
  /// @param arguments the words after it; `key=value` words are injected as parameters
  record Notebook(String python, String notebook, List<String> arguments) implements Command {
    public Notebook {
      arguments = List.copyOf(arguments);
    }
  }
}
