package io.jupyterflow.core.flow.script;

import io.jupyterflow.core.notebook.NotebookCode;
import io.jupyterflow.core.script.Shebang;
import java.util.List;
import java.util.Optional;

/// What planning must know of the disk, asked once: the flow's text alone decides everything else.
public interface SourceFacts {

  /// The interpreter of the environment: of the active venv or conda environment, else `python3`,
  /// else `python`.
  String python();

  /// The home that `~` stands for, or empty where nobody knows it.
  default String home() {
    return "";
  }

  /// Whether a file is there, seen from the working directory. `~/` is the home.
  boolean isFile(String path);

  /// Whether a directory is there.
  default boolean isDirectory(String path) {
    return false;
  }

  /// Whether the file can run by itself: it has both `#!` and the x bit.
  boolean runsItself(String path);

  /// Whether the word names a program: found on `PATH`, or an executable file if it has a slash.
  boolean isProgram(String word);

  /// The code of a notebook; nothing where there is none, or it is too large to look at.
  default Optional<NotebookCode> notebook(String path) {
    return Optional.empty();
  }

  /// Why a script that runs itself, or a program that is one, can't be started by its first line.
  default Optional<Shebang.Flaw> flaw(String word) {
    return Optional.empty();
  }

  /// What a link points to that isn't there; empty for whatever is no such link.
  default String lostTarget(String path) {
    return "";
  }

  /// The names of the files in the working directory, to find the one that was meant; perhaps not
  /// all of very many.
  default List<String> files() {
    return List.of();
  }
}
