package io.jupyterflow.core.flow;

import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.notebook.NotebookCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A disk that holds just what a test says.
public class KnownFacts implements SourceFacts {

  String python = "python3";
  String home = "";
  public final Set<String> files = new HashSet<>();

  /// Those that a listing shows, for who seeks what was meant.
  final List<String> listed = new ArrayList<>();

  final Set<String> directories = new HashSet<>();
  public final Set<String> executables = new HashSet<>();
  public final Set<String> programs = new HashSet<>();
  public final Map<String, NotebookCode> notebooks = new HashMap<>();

  @Override
  public String python() {
    return python;
  }

  @Override
  public String home() {
    return home;
  }

  @Override
  public boolean isFile(String path) {
    return files.contains(path) || executables.contains(path);
  }

  @Override
  public List<String> files() {
    return listed;
  }

  @Override
  public boolean isDirectory(String path) {
    return directories.contains(path);
  }

  @Override
  public boolean runsItself(String path) {
    return executables.contains(path);
  }

  @Override
  public Optional<NotebookCode> notebook(String path) {
    return Optional.ofNullable(notebooks.get(path));
  }

  @Override
  public boolean isProgram(String word) {
    return programs.contains(word);
  }
}
