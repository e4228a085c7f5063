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
  ///
  /// @param errexit whether the shell ends at the first command that fails, `sh -e`: so for a
  ///   script of several lines
  record Shell(String text, boolean errexit) implements Command {

    /// One line, which goes on as the shell's own operators say.
    public Shell(String text) {
      this(text, false);
    }

    /// The words that run it.
    ///
    /// @param sh the shell
    public List<String> argv(String sh) {
      return errexit ? List.of(sh, "-e", "-c", text) : List.of(sh, "-c", text);
    }
  }

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
