package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.environment.UserVariables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the process knows of itself and of the container around it, without asking anybody.
///
/// @param variables as the user has them
/// @param directory the working directory, absolute
/// @param uid it runs as, negative where that is not known
/// @param gid it runs as, negative where that is not known
/// @param groups it belongs to next to gid
/// @param atStart the variables of process 1; null where they can't be read
/// @param first the words of process 1, with a NUL between two; empty where they can't be read
/// @param made when the container was made, or null where that is not known
/// @param container its name as the kubelet mounted it, or empty
/// @param marks where the container's id may stand: the kernel's lists of cgroups and mounts
public record NotebookProcess(
    Map<String, String> variables,
    Path directory,
    long uid,
    long gid,
    List<Long> groups,
    @Nullable Map<String, String> atStart,
    String first,
    @Nullable Instant made,
    String container,
    String marks) {

  /// The kubelet mounts each container's own file there, from a folder that has its name.
  private static final String KUBELETS_FILE = "/dev/termination-log";

  private static final String FOLDER = "/containers/";

  /// Each container of a pod is given it.
  static final String OF_POD = "KUBERNETES_SERVICE_HOST";

  private static final String HOSTNAME = "HOSTNAME";
  private static final Path DESCRIPTORS = Path.of("/dev/fd");
  private static final Path KERNEL = Path.of("/proc");

  public NotebookProcess {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    groups = List.copyOf(groups);
  }

  /// One without groups, whose process 1 shows no words.
  public NotebookProcess(
      Map<String, String> variables,
      Path directory,
      long uid,
      long gid,
      @Nullable Map<String, String> atStart,
      String container,
      String marks) {
    this(variables, directory, uid, gid, List.of(), atStart, "", null, container, marks);
  }

  /// Reads what the kernel says of this process.
  ///
  /// @param variables of the process
  /// @param directory where it works
  public static NotebookProcess read(Map<String, String> variables, Path directory) {
    return read(variables, directory, KERNEL);
  }

  /// @param proc where the kernel says it
  static NotebookProcess read(Map<String, String> variables, Path directory, Path proc) {
    Map<String, String> users = new LinkedHashMap<>(variables);
    UserVariables.toUsers(users);
    String home = System.getProperty("user.home", "");
    if (home.startsWith("/")) {
      users.putIfAbsent("HOME", home); // where this program keeps its files then
    }
    String status = text(proc.resolve("self/status"));
    String mounts = text(proc.resolve("self/mountinfo"));
    return new NotebookProcess(
        users,
        directory.toAbsolutePath(),
        effective(status, "Uid:"),
        effective(status, "Gid:"),
        groups(status),
        environ(proc.resolve("1/environ")),
        words(text(proc.resolve("1/cmdline"))),
        made(DESCRIPTORS),
        container(mounts),
        mounts + text(proc.resolve("self/cgroup")));
  }

  /// "Uid: 1000 1000 1000 1000": real, effective, saved, of files.
  private static long effective(String status, String field) {
    int at = status.startsWith(field) ? 0 : status.indexOf("\n" + field) + 1;
    if (at == 0 && !status.startsWith(field)) {
      return -1;
    }
    int second = status.indexOf('\t', at + field.length() + 1);
    int end = status.indexOf('\t', second + 1);
    return second < 0 || end < 0 ? -1 : Long.parseLong(status.substring(second + 1, end).strip());
  }

  /// "Groups: 4 100 5000 "
  private static List<Long> groups(String status) {
    List<Long> groups = new ArrayList<>();
    int at = status.indexOf("\nGroups:");
    int end = at < 0 ? -1 : status.indexOf('\n', at + 1);
    if (end > 0) {
      for (String group : status.substring(at + "\nGroups:".length(), end).strip().split(" ", -1)) {
        if (!group.isEmpty()) {
          groups.add(Long.parseLong(group));
        }
      }
    }
    return groups;
  }

  /// The runtime makes this link in each container's own `/dev`, and nobody touches it again.
  private static @Nullable Instant made(Path link) {
    try {
      return Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (IOException absent) {
      return null;
    }
  }

  /// Each word ends with a NUL.
  private static String words(String shown) {
    return shown.endsWith("\0") ? shown.substring(0, shown.length() - 1) : shown;
  }

  /// "… 254:1 /var/lib/kubelet/pods/UID/containers/notebook/1a2b3c4d /dev/termination-log rw …"
  private static String container(String mounts) {
    int end = mounts.indexOf(" " + KUBELETS_FILE + " ");
    if (end < 0) {
      return "";
    }
    String folder = mounts.substring(mounts.lastIndexOf(' ', end - 1) + 1, end);
    int from = folder.lastIndexOf(FOLDER);
    int to = folder.lastIndexOf('/');
    return from < 0 || to < from + FOLDER.length()
        ? ""
        : folder.substring(from + FOLDER.length(), to);
  }

  private static @Nullable Map<String, String> environ(Path file) {
    String text = text(file);
    if (text.isEmpty()) {
      return null;
    }
    Map<String, String> found = new LinkedHashMap<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\0', from);
      int to = end < 0 ? text.length() : end;
      int equals = text.indexOf('=', from);
      if (equals > from && equals < to) {
        found.put(text.substring(from, equals), text.substring(equals + 1, to));
      }
      from = to + 1;
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }

  /// Whether it runs in a pod, whatever variables it was started with.
  public boolean isInPod() {
    return !variable(OF_POD).isEmpty()
        || (atStart != null && atStart.containsKey(OF_POD))
        || marks.contains("/kubelet/pods/")
        || marks.contains("/kubepods");
  }

  /// What the container calls itself: the pod's name, or the beginning of it; empty where nothing
  /// says so.
  String host() {
    String host = variable(HOSTNAME);
    if (host.isEmpty() && atStart != null) {
      host = atStart.getOrDefault(HOSTNAME, "");
    }
    return host.isEmpty() && isInPod() ? text(KERNEL.resolve("sys/kernel/hostname")).strip() : host;
  }

  /// A variable, or empty.
  String variable(String name) {
    return variables.getOrDefault(name, "");
  }
}
