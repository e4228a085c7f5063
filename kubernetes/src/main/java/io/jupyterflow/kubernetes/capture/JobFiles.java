package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which of the files that the user sees jobs don't see: those of a folder that begins empty with
/// each pod, of a volume that is not carried, and of the container itself.
///
/// A job's container begins as its image is. No file tells whether it is the image's, but each
/// tells when it last changed, and an image's did so when it was unpacked: before the container was
/// made.
public final class JobFiles {

  private static final int MOST_ENTRIES = 200;

  /// What the kernel and the container's runtime have there.
  private static final List<String> OF_SYSTEM = List.of("/proc", "/sys", "/dev");

  private static final List<String> EMPTY_KINDS = List.of("emptyDir", "ephemeral");

  private final NotebookFiles files;
  private final List<KubeObject> mounts;
  private final List<KubeObject> volumes;

  private JobFiles(NotebookFiles files, PodEnvironment environment) {
    this.files = files;
    this.mounts = environment.container().objects("volumeMounts");
    this.volumes = environment.pod().objects("volumes");
  }

  /// The files of an environment, or null where it was not captured in a pod: nobody knows then.
  public static @Nullable JobFiles of(PodEnvironment environment) {
    NotebookFiles files = environment.files();
    return files == null ? null : new JobFiles(files, environment);
  }

  /// Why jobs don't have a file.
  ///
  /// @param isSure whether they have none of that name; else they have an older one
  /// @param why as a clause
  public record Lack(boolean isSure, String why) {}

  /// Why jobs don't have this file or directory as it is here, or null where they do, or where it
  /// is not even here.
  public @Nullable Lack lack(String path) {
    try {
      Path file = Path.of(path);
      Path real = file.toRealPath();
      Path parent = file.toAbsolutePath().getParent();
      Path name = file.getFileName();
      if (parent != null && name != null && Files.isSymbolicLink(file)) {
        Lack ofLink = lackOf(parent.toRealPath().resolve(name));
        if (ofLink != null) {
          return ofLink;
        }
      }
      return lackOf(real);
    } catch (IOException | InvalidPathException notHere) {
      return null;
    }
  }

  private @Nullable Lack lackOf(Path file) throws IOException {
    String path = file.toString();
    String at = "";
    KubeObject mounted = KubeObject.EMPTY;
    for (KubeObject mount : mounts) {
      String folder = withoutSlash(mount.text("mountPath"));
      if (isIn(path, folder) && folder.length() > at.length()) {
        at = folder;
        mounted = mount;
      }
    }
    for (String folder : files.absent()) {
      if (isIn(path, folder) && folder.length() > at.length()) {
        return new Lack(true, "it is on a volume that jobs don't have, at " + folder);
      }
    }
    if (at.isEmpty()) {
      return lackInContainer(file);
    }
    for (KubeObject volume : volumes) {
      for (String kind : EMPTY_KINDS) {
        if (volume.text("name").equals(mounted.text("name")) && volume.has(kind)) {
          return new Lack(
              true,
              "it is in the notebook's own folder at "
                  + at
                  + " (volume "
                  + volume.text("name")
                  + "), and each job starts with an empty one");
        }
      }
    }
    return null;
  }

  private @Nullable Lack lackInContainer(Path file) throws IOException {
    Instant since = files.since();
    String path = file.toString();
    for (String folder : OF_SYSTEM) {
      if (since == null || isIn(path, folder)) {
        return null;
      }
    }
    Times times = Times.of(file);
    if (since == null || !times.changed().isAfter(since)) {
      return null;
    }
    if (Files.isDirectory(file)) {
      return hasOlder(file, since) ? older() : own();
    }
    // a file that was only given to another owner, or whose time was kept when it was copied
    return times.written().isAfter(since) ? own() : older();
  }

  private static Lack own() {
    return new Lack(
        true, "it is in the notebook's container alone: neither the image nor a volume has it");
  }

  private static Lack older() {
    return new Lack(
        false, "it changed in the notebook's container, and jobs have of it what the image has");
  }

  /// Whether a directory has something that the image has there, too.
  private static boolean hasOlder(Path directory, Instant since) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path entry : all) {
        entries.add(entry);
        if (entries.size() == MOST_ENTRIES) {
          break;
        }
      }
    }
    for (Path entry : entries) {
      if (!Times.of(entry).changed().isAfter(since)) {
        return true;
      }
    }
    return false;
  }

  /// When a file, or a link itself, was written, and when anything of it changed: nobody can set
  /// that.
  private record Times(Instant written, Instant changed) {
    static Times of(Path file) throws IOException {
      Map<String, Object> times =
          Files.readAttributes(file, "unix:ctime,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
      return new Times(time(times, "lastModifiedTime"), time(times, "ctime"));
    }

    private static Instant time(Map<String, Object> times, String name) {
      return ((FileTime) Objects.requireNonNull(times.get(name))).toInstant();
    }
  }

  static boolean isIn(String path, String folder) {
    return path.startsWith(folder)
        && (folder.equals("/")
            || path.length() == folder.length()
            || path.charAt(folder.length()) == '/');
  }

  static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
