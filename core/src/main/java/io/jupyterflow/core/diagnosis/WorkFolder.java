package io.jupyterflow.core.diagnosis;

import io.jupyterflow.core.script.Shebang;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is in the working directory of a run, as far as it can be seen from here: a cluster's need
/// not. What is not seen proves nothing.
///
/// @param path null where it is not known
/// @param packages how they get to where the job runs
record WorkFolder(@Nullable Path path, Packages packages) {

  private static final int MOST_FOLDERS = 200;
  private static final int START = 64 * 1024;

  static WorkFolder of(@Nullable String directory) {
    return of(directory, Packages.HERE);
  }

  static WorkFolder of(@Nullable String directory, Packages packages) {
    return new WorkFolder(directory == null ? null : Path.of(directory), packages);
  }

  /// How it is called in a message.
  String spoken() {
    return path == null ? "the directory the run was started in" : path.toString();
  }

  private @Nullable Path resolve(String name) {
    try {
      return path == null || name.isEmpty() ? null : path.resolve(name);
    } catch (InvalidPathException impossible) {
      return null;
    }
  }

  boolean isFile(String name) {
    Path file = resolve(name);
    return file != null && Files.isRegularFile(file);
  }

  boolean isFolder(String name) {
    Path file = resolve(name);
    return file != null && Files.isDirectory(file);
  }

  boolean isExecutable(String name) {
    Path file = resolve(name);
    return file != null && isFile(name) && Files.isExecutable(file);
  }

  /// The first line of a script in it.
  Optional<Shebang> shebang(String name) {
    Path file = resolve(name);
    return file == null ? Optional.empty() : Shebang.of(file);
  }

  /// Whether a script's first lines end in carriage returns.
  boolean hasReturns(String name) {
    Path file = resolve(name);
    if (file == null || !isFile(name)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
      return start.contains("\r\n") && start.indexOf('\0') < 0; // in a program these are no lines
    } catch (IOException unseen) {
      return false;
    }
  }

  /// Where the user's own module of this name is, from here: `.`, `src`, `..`; empty for nowhere
  /// near.
  String moduleFolder(String module) {
    if (path == null) {
      return "";
    }
    if (holds(path, module)) {
      return ".";
    }
    for (Path folder : folders(path)) {
      if (holds(folder, module)) {
        return folder.getFileName().toString();
      }
    }
    Path above = path.getParent();
    return above != null && above.getNameCount() > 1 && holds(above, module) ? ".." : "";
  }

  /// The module's file or folder, from where `moduleFolder` says it is.
  String moduleFile(String folder, String module) {
    String name = folder.equals(".") ? module : folder + "/" + module;
    return isFile(name + ".py") ? name + ".py" : name + "/";
  }

  private static boolean holds(Path folder, String module) {
    return Files.isRegularFile(folder.resolve(module + ".py"))
        || Files.isDirectory(folder.resolve(module));
  }

  private static List<Path> folders(Path path) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, Files::isDirectory)) {
      for (Path entry : entries) {
        if (!entry.getFileName().toString().startsWith(".")) {
          found.add(entry);
        }
        if (found.size() == MOST_FOLDERS) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException unseen) {
      return found;
    }
    found.sort(null);
    return found;
  }
}
