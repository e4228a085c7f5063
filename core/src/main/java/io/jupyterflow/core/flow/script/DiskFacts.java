package io.jupyterflow.core.flow.script;

import io.jupyterflow.core.notebook.NotebookCode;
import io.jupyterflow.core.notebook.NotebookReader;
import io.jupyterflow.core.script.Shebang;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The facts of this machine, as a process with these variables in this directory sees them. Each
/// is asked of the disk once; used by one thread.
public final class DiskFacts implements SourceFacts {

  private static final int MOST_FILES = 10_000;
  private static final long LARGEST_NOTEBOOK = 32L << 20;

  private final Map<String, String> variables;
  private final Path workingDirectory;

  /// Where each program is; empty for none.
  private final Map<String, String> programs = new HashMap<>();

  private final Map<String, Boolean> scripts = new HashMap<>();
  private @Nullable String python;

  /// @param variables of the environment: `PATH`, `HOME`, `VIRTUAL_ENV` and `CONDA_PREFIX` count
  /// @param workingDirectory what relative paths start from
  public DiskFacts(Map<String, String> variables, Path workingDirectory) {
    this.variables = variables;
    this.workingDirectory = workingDirectory;
  }

  @Override
  public String python() {
    if (python == null) {
      python = findPython();
    }
    return python;
  }

  private String findPython() {
    for (String variable : new String[] {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
      String prefix = variables.getOrDefault(variable, "");
      if (!prefix.isEmpty() && isExecutable(prefix + "/bin/python")) {
        return prefix + "/bin/python";
      }
    }
    return isProgram("python3") || !isProgram("python") ? "python3" : "python";
  }

  @Override
  public String home() {
    return variables.getOrDefault("HOME", "");
  }

  @Override
  public boolean isFile(String path) {
    Path resolved = resolve(path);
    return resolved != null && Files.isRegularFile(resolved);
  }

  @Override
  public boolean isDirectory(String path) {
    Path resolved = resolve(path);
    return resolved != null && Files.isDirectory(resolved);
  }

  @Override
  public boolean runsItself(String path) {
    return scripts.computeIfAbsent(path, p -> isExecutable(p) && hasShebang(p));
  }

  @Override
  public boolean isProgram(String word) {
    return !program(word).isEmpty();
  }

  /// Where a program is that a word names, as a path that may start from the working directory;
  /// empty for none. Looked for once.
  public String program(String word) {
    return programs.computeIfAbsent(
        word, w -> w.indexOf('/') < 0 ? onPath(w) : isExecutable(w) ? w : "");
  }

  @Override
  public Optional<Shebang.Flaw> flaw(String word) {
    boolean script = Scripts.isScript(word);
    String found = script ? word : program(word);
    if (found.startsWith("/usr/bin/") || found.startsWith("/bin/")) {
      return Optional.empty(); // the system keeps its own in order
    }
    Path file = resolve(found);
    return file == null
        ? Optional.empty()
        : Shebang.of(file)
            .flatMap(
                first -> first.flaw(word, script ? Scripts.here(word, this) : "", this::isProgram));
  }

  @Override
  public String lostTarget(String path) {
    Path link = resolve(path);
    if (link == null || !Files.isSymbolicLink(link) || Files.exists(link)) {
      return "";
    }
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  @Override
  public List<String> files() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(workingDirectory)) {
      for (Path entry : entries) {
        names.add(entry.getFileName().toString());
        if (names.size() == MOST_FILES) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return names; // only a hint is lost
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public Optional<NotebookCode> notebook(String path) {
    Path resolved = resolve(path);
    if (resolved == null || !Files.isRegularFile(resolved)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(resolved)) {
      return Files.size(resolved) > LARGEST_NOTEBOOK
          ? Optional.empty()
          : Optional.of(NotebookReader.read(in));
    } catch (IOException e) {
      return Optional.empty(); // its runner says why
    }
  }

  /// Where a program is found; empty for none.
  private String onPath(String program) {
    if (program.isEmpty()) {
      return "";
    }
    String paths = variables.getOrDefault("PATH", "");
    int from = 0;
    while (from <= paths.length()) {
      int colon = paths.indexOf(':', from);
      int to = colon < 0 ? paths.length() : colon;
      // an empty entry is the working directory, as in every shell
      String directory = from == to ? "." : paths.substring(from, to);
      String path = directory + "/" + program;
      if (isExecutable(path)) {
        return path;
      }
      from = to + 1;
    }
    return "";
  }

  private boolean isExecutable(String path) {
    Path resolved = resolve(path);
    return resolved != null && Files.isRegularFile(resolved) && Files.isExecutable(resolved);
  }

  private boolean hasShebang(String path) {
    Path resolved = resolve(path);
    if (resolved == null) {
      return false;
    }
    try (InputStream in = Files.newInputStream(resolved)) {
      return in.read() == '#' && in.read() == '!';
    } catch (IOException e) {
      return false; // what can't be read can't be run by its first line either
    }
  }

  /// The path from the working directory, or null for a word that no file can have.
  private @Nullable Path resolve(String path) {
    try {
      if (path.startsWith("~/") && !home().isEmpty()) {
        return Path.of(home() + path.substring(1));
      }
      return path.isEmpty() ? null : workingDirectory.resolve(path);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
